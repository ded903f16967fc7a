using System.CommandLine;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>The options that every verb takes.</summary>
internal sealed class GlobalOptions
{
    private const int DefaultTimeoutSeconds = 30;
    private const int MaxTimeoutSeconds = 3_600;

    /// <summary>The variable that <c>--url</c> stands for.</summary>
    public const string UrlVariable = "VALHALLA_URL";

    /// <summary>The variable that <c>--token</c> stands for.</summary>
    public const string TokenVariable = "VALHALLA_TOKEN";

    /// <summary>The variable that <c>--database</c> stands for.</summary>
    public const string DatabaseVariable = "DATABASE_URL";

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"The application, such as http://localhost:8000. Else {UrlVariable}. No path means /api.",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Token { get; } = new("--token")
    {
        Description = $"A bearer token for --url. Better {TokenVariable}: other users can see arguments.",
        HelpName = "TOKEN",
        Recursive = true,
    };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = $"Straight to the database, such as sqlite:///valhalla.db. Else {DatabaseVariable}.",
        HelpName = "DATABASE_URL",
        Recursive = true,
    };

    public Option<string?> Settings { get; } = new("--settings")
    {
        Description = "The application's settings file, whose section Valhalla then counts with --database.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<OutputFormat?> Output { get; } = new("--output", "-o")
    {
        Description = "table, json or md.",
        HelpName = "FORMAT",
        Recursive = true,
    };

    public Option<string?> Reason { get; } = new("--reason", "-r")
    {
        Description = "Why; kept in the audit.",
        HelpName = "TEXT",
        Recursive = true,
    };

    public Option<string?> Actor { get; } = new("--actor")
    {
        Description = "Who asks. Default: the user of the operating system.",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<bool> Yes { get; } = new("--yes", "-y")
    {
        Description = "Do it without asking.",
        Recursive = true,
    };

    public Option<int> Timeout { get; } = CreateTimeout();

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
        [Url, Token, Database, Settings, Output, Reason, Actor, Yes, Timeout];

    private static Option<int> CreateTimeout()
    {
        var option = TypedInput.RangedOption(
            "--timeout", (1, MaxTimeoutSeconds), DefaultTimeoutSeconds, "Seconds to wait for an answer.");
        option.HelpName = "SECONDS";
        option.Recursive = true;
        return option;
    }
}
