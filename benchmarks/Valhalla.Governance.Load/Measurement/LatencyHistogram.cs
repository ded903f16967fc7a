using System.Numerics;

namespace Valhalla.Governance.Load.Measurement;

/// <summary>
/// Counts latencies in buckets of at most 1/64 of their value, so that recording allocates nothing. Not thread-safe.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private readonly long[] _counts = new long[64 << SubBits];

    public long Count { get; private set; }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    public void Record(long nanoseconds, long times)
    {
        _counts[IndexOf((ulong)Math.Max(0, nanoseconds))] += times;
        Count += times;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>The buckets that are not empty, to be added elsewhere.</summary>
    public Dictionary<int, long> ToBuckets() => Enumerable.Range(0, _counts.Length)
        .Where(index => _counts[index] > 0)
        .ToDictionary(index => index, index => _counts[index]);

    public void Add(IReadOnlyDictionary<int, long> buckets)
    {
        foreach (var (index, count) in buckets)
        {
            _counts[index] += count;
            Count += count;
        }
    }

    /// <summary>The latency that a share of all calls did not exceed, in microseconds.</summary>
    public double Microseconds(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0 && Count > 0)
            {
                return UpperEnd(i) / 1_000.0;
            }
        }

        return 0;
    }

    private static int IndexOf(ulong value)
    {
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static double UpperEnd(int index)
    {
        var shift = Math.Max(0, (index >> SubBits) - 1);
        return (double)(((ulong)(index - (shift << SubBits)) + 1) << shift);
    }
}
