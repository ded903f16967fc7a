namespace Valhalla.Governance.Notices;

/// <summary>A webhook's name leads to nothing but link-local addresses, and that is not allowed.</summary>
internal sealed class WebhookAddressException() : IOException(Remedy)
{
    public const string Remedy =
        "The receiver has a link-local address. Correct its Url, or set AllowLinkLocal where it is meant.";
}
