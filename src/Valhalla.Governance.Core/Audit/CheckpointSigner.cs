using System.Security.Cryptography;

namespace Valhalla.Governance.Audit;

/// <summary>Signs and verifies checkpoints with the configured key. Thread-safe.</summary>
internal sealed class CheckpointSigner : IDisposable
{
    public const int MinHmacKeyBytes = 32;

    private readonly byte[]? _hmacKey;
    private readonly ECDsa? _ecdsa;
    private readonly Lock _using = new();

    private CheckpointSigner(byte[] hmacKey) => (_hmacKey, CanSign) = (hmacKey, true);

    private CheckpointSigner(ECDsa ecdsa, bool canSign) => (_ecdsa, CanSign) = (ecdsa, canSign);

    /// <summary>Whether the key is more than a public one.</summary>
    public bool CanSign { get; }

    /// <summary>The signer of the configured key; null without a key, or with one that cannot be used.</summary>
    public static CheckpointSigner? TryCreate(AuditOptions options)
    {
        if (options.CheckpointHmacKey is { } text)
        {
            var key = new byte[text.Length];
            return Convert.TryFromBase64String(text, key, out var length) && length >= MinHmacKeyBytes
                ? new CheckpointSigner(key[..length])
                : null;
        }

        return options.CheckpointEcdsaKey is { } pem ? TryImport(pem) : null;
    }

    public AuditCheckpoint Sign(long sequence, string hash, DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        var unsigned = new AuditCheckpoint(
            sequence, hash, utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond)), "");
        return unsigned with { Signature = Convert.ToBase64String(Sign(unsigned.ToSignedBytes())) };
    }

    public bool IsValid(AuditCheckpoint checkpoint)
    {
        var signature = new byte[checkpoint.Signature.Length];
        if (!Convert.TryFromBase64String(checkpoint.Signature, signature, out var length))
        {
            return false;
        }

        var data = checkpoint.ToSignedBytes();
        if (_hmacKey is not null)
        {
            return CryptographicOperations.FixedTimeEquals(
                HMACSHA256.HashData(_hmacKey, data), signature.AsSpan(0, length));
        }

        lock (_using)
        {
            return _ecdsa!.VerifyData(
                data,
                signature.AsSpan(0, length),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    public void Dispose() => _ecdsa?.Dispose();

    private byte[] Sign(byte[] data)
    {
        if (_hmacKey is not null)
        {
            return HMACSHA256.HashData(_hmacKey, data);
        }

        lock (_using)
        {
            return _ecdsa!.SignData(
                data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    private static CheckpointSigner? TryImport(string pem)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportFromPem(pem);
            return new CheckpointSigner(ecdsa, HasPrivateKey(ecdsa));
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            ecdsa.Dispose();
            return null;
        }
    }

    private static bool HasPrivateKey(ECDsa ecdsa)
    {
        try
        {
            return ecdsa.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
