using System.Buffers;
using System.Text;

namespace Valhalla.Governance.Ramp;

/// <summary>
/// Places units into 10 000 buckets, so that an influence of n basis points decides those of buckets 1 to n live.
/// </summary>
/// <remarks>
/// <para>
/// With h = MurmurHash3 (x86, 32 bits, seed 0) of the UTF-8 bytes of <c>group:unit</c>, the bucket is
/// 100 · (h mod 100) + (h div 100) mod 100 + 1. The pair is a rearrangement of h mod 10 000, so that it is as uniform,
/// and at whole percentages it decides as the gradual rollouts of Unleash do: h mod 100 + 1 ≤ percentage
/// (Unleash client specification, strategies gradualRolloutUserId and flexibleRollout).
/// </para>
/// <para>Immutable, thread-safe, allocates nothing for units of up to 80 characters.</para>
/// </remarks>
internal sealed class InfluenceBuckets(string group)
{
    private const int StackBytes = 256;
    private const int MaxBytesPerCharacter = 3;

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(group + ":");

    /// <summary>The bucket of a unit, 1 to 10 000.</summary>
    public int Of(ReadOnlySpan<char> unit)
    {
        var most = _prefix.Length + (unit.Length * MaxBytesPerCharacter);
        if (most <= StackBytes)
        {
            return Of(unit, stackalloc byte[StackBytes]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return Of(unit, rented);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private int Of(ReadOnlySpan<char> unit, Span<byte> buffer)
    {
        _prefix.CopyTo(buffer);
        var length = _prefix.Length + Encoding.UTF8.GetBytes(unit, buffer[_prefix.Length..]);
        return BucketOf(MurmurHash3.Hash(buffer[..length]));
    }

    private static int BucketOf(uint hash)
    {
        var (rest, percent) = Math.DivRem(hash, 100u);
        return (int)((percent * 100) + (rest % 100) + 1);
    }
}
