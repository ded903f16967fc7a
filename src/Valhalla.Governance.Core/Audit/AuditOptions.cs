using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the audit, section <c>Valhalla:Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Audit";

    /// <summary>
    /// The file that signed checkpoints are appended to, one JSON object a line; relative to the content root. It
    /// protects only what cannot be changed together with the database: put it elsewhere. Default none, which exports
    /// nothing.
    /// </summary>
    public string? CheckpointFile { get; set; }

    /// <summary>How often a checkpoint is exported while there are new records, 1 s to 7 d. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The key of HMAC-SHA-256 signatures, base64 of 32 bytes or more. A secret: keep it where secrets are kept. Give
    /// this or <see cref="CheckpointEcdsaKey"/>.
    /// </summary>
    public string? CheckpointHmacKey { get; set; }

    /// <summary>
    /// The key of ECDSA signatures (SHA-256, fixed-length form), as PEM text. With a public key a host verifies and
    /// exports nothing.
    /// </summary>
    public string? CheckpointEcdsaKey { get; set; }
}
