using System.Buffers;
using System.Runtime.InteropServices;
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
/// <para>Immutable, thread-safe, allocates nothing.</para>
/// </remarks>
internal sealed class InfluenceBuckets
{
    private const int StackBytes = 256;
    private const int MaxBytesPerCharacter = 3;
    private const ulong NotAscii = 0xff80_ff80_ff80_ff80;

    private readonly MurmurHash3 _group;

    public InfluenceBuckets(string group) => _group.Append(Encoding.UTF8.GetBytes(group + ":"));

    /// <summary>The bucket of a unit, 1 to 10 000.</summary>
    public int Of(ReadOnlySpan<char> unit)
    {
        if (!BitConverter.IsLittleEndian)
        {
            return OfUnicode(unit);
        }

        // Nearly all units are ASCII: four characters at a time, without a buffer in between.
        var hash = _group;
        foreach (var four in MemoryMarshal.Cast<char, ulong>(unit))
        {
            if ((four & NotAscii) != 0)
            {
                return OfUnicode(unit);
            }

            hash.AppendFour(Narrow(four));
        }

        foreach (var one in unit[(unit.Length & ~3)..])
        {
            if (one > 0x7f)
            {
                return OfUnicode(unit);
            }

            hash.AppendOne((byte)one);
        }

        return BucketOf(hash.Finish());
    }

    private int OfUnicode(ReadOnlySpan<char> unit)
    {
        var most = unit.Length * MaxBytesPerCharacter;
        var rented = most <= StackBytes ? null : ArrayPool<byte>.Shared.Rent(most);
        var buffer = rented ?? stackalloc byte[StackBytes];
        var hash = _group;
        hash.Append(buffer[..Encoding.UTF8.GetBytes(unit, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BucketOf(hash.Finish());
    }

    /// <summary>The low bytes of four characters, the first one lowest.</summary>
    private static uint Narrow(ulong four)
    {
        var pairs = four | (four >> 8);
        return unchecked((uint)(pairs & 0xffff) | (uint)((pairs >> 16) & 0xffff_0000));
    }

    private static int BucketOf(uint hash)
    {
        var (rest, percent) = Math.DivRem(hash, 100u);
        return (int)((percent * 100) + (rest % 100) + 1);
    }
}
