using System.Buffers.Binary;
using System.Numerics;

namespace Valhalla.Governance.Ramp;

/// <summary>
/// The public 32-bit MurmurHash3 (x86) of Austin Appleby, with seed 0 unless another is given, fed piece by piece. A
/// copy goes on from where it was taken. Allocates nothing.
/// </summary>
internal struct MurmurHash3(uint seed = 0)
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    private uint _hash = seed;
    private uint _length;

    /// <summary>The 0 to 3 last bytes, which do not make a block yet.</summary>
    private uint _rest;
    private int _restBits;

    public static uint Hash(ReadOnlySpan<byte> data, uint seed = 0)
    {
        var hash = new MurmurHash3(seed);
        hash.Append(data);
        return hash.Finish();
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        while (data.Length >= sizeof(uint))
        {
            AppendFour(BinaryPrimitives.ReadUInt32LittleEndian(data));
            data = data[sizeof(uint)..];
        }

        foreach (var one in data)
        {
            AppendOne(one);
        }
    }

    /// <summary>Appends four bytes, the first one lowest.</summary>
    public void AppendFour(uint bytes)
    {
        unchecked
        {
            var joined = ((ulong)bytes << _restBits) | _rest;
            _rest = (uint)(joined >> 32);
            _length += sizeof(uint);
            Mix((uint)joined);
        }
    }

    public void AppendOne(byte one)
    {
        unchecked
        {
            _rest |= (uint)one << _restBits;
            _restBits += 8;
            _length++;
            if (_restBits == 32)
            {
                Mix(_rest);
                (_rest, _restBits) = (0, 0);
            }
        }
    }

    /// <summary>The hash of all that was appended.</summary>
    public readonly uint Finish()
    {
        unchecked
        {
            var hash = _hash ^ Scramble(_rest) ^ _length;
            hash ^= hash >> 16;
            hash *= 0x85ebca6b;
            hash ^= hash >> 13;
            hash *= 0xc2b2ae35;
            return hash ^ (hash >> 16);
        }
    }

    private void Mix(uint block) =>
        _hash = unchecked((BitOperations.RotateLeft(_hash ^ Scramble(block), 13) * 5) + 0xe6546b64);

    private static uint Scramble(uint block) => unchecked(BitOperations.RotateLeft(block * C1, 15) * C2);
}
