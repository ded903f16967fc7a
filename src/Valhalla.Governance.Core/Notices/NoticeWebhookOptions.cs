using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>One receiver of notices over HTTP, section <c>Valhalla:Notices:Webhooks:&lt;n&gt;</c> with n from 0.
/// </summary>
public sealed class NoticeWebhookOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Notices:Webhooks:<n>";

    /// <summary>
    /// The stable name under which its place in the audit chain is kept: 1 to 64 of <c>a-z 0-9 _ . -</c>, unique. A new
    /// name starts at the end of the chain. Required.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// Where to POST: an absolute https address without user name and password; http only to this machine, or with
    /// <see cref="AllowInsecure"/>. Required.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>
    /// The key of the signature, 32 bytes or more as UTF-8. A secret: keep it where secrets are kept. Required.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>
    /// Another key while the secret is changed, 32 bytes or more as UTF-8: each notice is signed with both, and the
    /// receiver takes either. A secret. Default none.
    /// </summary>
    public string? SecondSecret { get; set; }

    /// <summary>
    /// Only these kinds, such as <c>kill_switch_engaged</c>. Default none, which sends all.
    /// </summary>
    public IList<string> Kinds { get; } = [];

    /// <summary>How long one attempt may take, 0.1 s to 1 min. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether plain http to other machines is allowed. The signature protects a notice from being changed, not from
    /// being read. Default false.
    /// </summary>
    public bool AllowInsecure { get; set; }

    /// <summary>
    /// Whether the receiver may have a link-local address, such as those at which clouds hand out a machine's
    /// credentials. Looked at when the name is connected to. Default false.
    /// </summary>
    public bool AllowLinkLocal { get; set; }
}
