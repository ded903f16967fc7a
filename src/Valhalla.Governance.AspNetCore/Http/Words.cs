namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Descriptions that several endpoints share.</summary>
internal static class Words
{
    public const string Key = "Makes the request decidable once: a quoted string of 1 to 255 visible ASCII characters.";
    public const string Limit = "How many at most, 1 to 1 000. Default 100.";
    public const string Cursor = "Where to go on, from the Link header of the page before.";
}
