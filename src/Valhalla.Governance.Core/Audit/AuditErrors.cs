namespace Valhalla.Governance.Audit;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class AuditErrors
{
    /// <summary>A value in <c>Valhalla:Audit</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1101";

    /// <summary>
    /// A checkpoint file without a key, or with two: set exactly one of <c>CheckpointHmacKey</c> and
    /// <c>CheckpointEcdsaKey</c>.
    /// </summary>
    public const string KeyMissing = "VG1102";

    /// <summary>The key for checkpoints cannot be used: give base64 of 32 bytes or more, or an EC key as PEM.</summary>
    public const string KeyUnusable = "VG1103";
}
