using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Valhalla.Governance.Idempotency;

/// <summary>Hashes what was asked, so that a reused key with another request is noticed.</summary>
internal static class RequestHash
{
    /// <summary>
    /// SHA-256 in lower-case hex over the parts, each preceded by its length, so that no two lists of parts collide.
    /// </summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        Span<byte> buffer = stackalloc byte[1_024];
        foreach (var part in parts)
        {
            var size = part is null ? -1 : Encoding.UTF8.GetByteCount(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, size);
            hash.AppendData(length);
            if (size > 0)
            {
                var bytes = size <= buffer.Length ? buffer[..size] : new byte[size];
                Encoding.UTF8.GetBytes(part, bytes);
                hash.AppendData(bytes);
            }
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }
}
