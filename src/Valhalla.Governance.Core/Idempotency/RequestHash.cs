using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Valhalla.Governance.Idempotency;

/// <summary>Hashes what was asked, so that a reused key with another request is noticed.</summary>
internal static class RequestHash
{
    private const int StackLimit = 1_024;

    /// <summary>
    /// SHA-256 in lower-case hex over the parts, each preceded by its length, so that no two lists of parts collide.
    /// </summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var size = 0;
        foreach (var part in parts)
        {
            size += sizeof(int) + (part is null ? 0 : Encoding.UTF8.GetByteCount(part));
        }

        // One call into the platform's library for all: it costs more than hashing a request does.
        var buffer = size <= StackLimit ? stackalloc byte[StackLimit] : new byte[size];
        var end = 0;
        foreach (var part in parts)
        {
            var written = part is null ? -1 : Encoding.UTF8.GetBytes(part, buffer[(end + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(buffer[end..], written);
            end += sizeof(int) + Math.Max(written, 0);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer[..end], digest);
        return Convert.ToHexStringLower(digest);
    }
}
