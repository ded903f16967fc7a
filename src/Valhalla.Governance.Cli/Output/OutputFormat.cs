namespace Valhalla.Governance.Cli.Output;

/// <summary>The forms of a result.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table = 0,

    /// <summary>The API's own JSON, for programs.</summary>
    Json = 1,

    /// <summary>Markdown, for a page or a ticket.</summary>
    Md = 2,
}
