using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Valhalla.Governance.Risk;

/// <summary>
/// Makes ids of reservations: UUIDs of version 7 (RFC 9562, section 5.7). Thread-safe.
/// </summary>
internal sealed class ReservationIds(TimeProvider time)
{
    private const int RandomBytesEach = 10;
    private const int IdsAtOnce = 256;

    private readonly Lock _lock = new();

    // The platform asks the kernel for every Guid, which costs more than deciding a reservation does.
    private readonly byte[] _random = new byte[RandomBytesEach * IdsAtOnce];
    private int _used = RandomBytesEach * IdsAtOnce;

    /// <summary>The next id, random but for its time in milliseconds.</summary>
    public ReservationId Next()
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, time.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        TakeRandom(id[^RandomBytesEach..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new ReservationId(new Guid(id, bigEndian: true));
    }

    private void TakeRandom(Span<byte> target)
    {
        lock (_lock)
        {
            if (_used == _random.Length)
            {
                RandomNumberGenerator.Fill(_random);
                _used = 0;
            }

            _random.AsSpan(_used, target.Length).CopyTo(target);
            _used += target.Length;
        }
    }
}
