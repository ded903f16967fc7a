using System.Buffers.Binary;
using System.Numerics;

namespace Valhalla.Governance.Ramp;

/// <summary>The public 32-bit MurmurHash3 (x86) of Austin Appleby, little endian. Pure, allocates nothing.</summary>
internal static class MurmurHash3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    public static uint Hash(ReadOnlySpan<byte> data, uint seed = 0)
    {
        unchecked
        {
            var hash = seed;
            var rest = data;
            while (rest.Length >= sizeof(uint))
            {
                hash ^= Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest));
                hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
                rest = rest[sizeof(uint)..];
            }

            var tail = 0u;
            for (var i = rest.Length - 1; i >= 0; i--)
            {
                tail = (tail << 8) | rest[i];
            }

            return Finish(hash ^ Scramble(tail) ^ (uint)data.Length);
        }
    }

    private static uint Scramble(uint block) => unchecked(BitOperations.RotateLeft(block * C1, 15) * C2);

    private static uint Finish(uint hash)
    {
        unchecked
        {
            hash ^= hash >> 16;
            hash *= 0x85ebca6b;
            hash ^= hash >> 13;
            hash *= 0xc2b2ae35;
            return hash ^ (hash >> 16);
        }
    }
}
