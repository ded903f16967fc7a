namespace Valhalla.Governance.Notices;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class NoticeErrors
{
    /// <summary>A value in <c>Valhalla:Notices</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1801";

    /// <summary>A notifier or webhook has no usable name, or one that another has.</summary>
    public const string InvalidName = "VG1802";

    /// <summary>A webhook's <c>Url</c> is not an https address.</summary>
    public const string InvalidUrl = "VG1803";

    /// <summary>
    /// A webhook's <c>Secret</c> is missing, or it or <c>SecondSecret</c> is shorter than 32 bytes.
    /// </summary>
    public const string SecretTooShort = "VG1804";

    /// <summary>A webhook's <c>Kinds</c> names a kind that does not exist.</summary>
    public const string UnknownKind = "VG1805";

    /// <summary>A webhook's <c>Url</c> is a link-local address, and <c>AllowLinkLocal</c> is not set.</summary>
    public const string LinkLocalUrl = "VG1806";
}
