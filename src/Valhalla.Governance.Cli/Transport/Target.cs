using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>
/// What a run talks to. An option goes before a variable, and an application before its database, because an
/// application also checks who may do what.
/// </summary>
internal sealed class Target
{
    private readonly VerbRun _run;

    public Target(VerbRun run)
    {
        _run = run;
        Database = Trimmed(run.Database) ?? Variable(GlobalOptions.DatabaseVariable);
        Url = Trimmed(run.Url) ?? (run.Database is null ? Variable(GlobalOptions.UrlVariable) : null);
    }

    /// <summary>The application's address; null where none is meant.</summary>
    public string? Url { get; }

    /// <summary>The database's address; null where none is known.</summary>
    public string? Database { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="CliException">Nothing is named, or it cannot be opened.</exception>
    public async Task<ApiTransport> OpenAsync(CancellationToken cancellationToken)
    {
        if (Url is { } url)
        {
            return HttpTransport.Open(
                url, Trimmed(_run.Token) ?? Variable(GlobalOptions.TokenVariable), _run.Timeout, _run.Terminal);
        }

        return await OpenDatabaseAsync(cancellationToken);
    }

    /// <summary>Opens the database, whatever the URL.</summary>
    /// <exception cref="CliException">None is named, or it cannot be opened.</exception>
    public async Task<ApiTransport> OpenDatabaseAsync(CancellationToken cancellationToken) =>
        await DatabaseTransport.OpenAsync(
            RequireDatabase(), _run.Settings, _run.Timeout, _run.Terminal, cancellationToken);

    /// <summary>The database's address.</summary>
    /// <exception cref="CliException">None is named.</exception>
    public string RequireDatabase() => Database ?? throw new CliException(
        CliErrors.NoTarget,
        $"Nothing says where to look. Give --url http://host:8000 (or {GlobalOptions.UrlVariable}) for a running "
        + $"application, or --database sqlite:///valhalla.db (or {GlobalOptions.DatabaseVariable}) for its database.");

    private string? Variable(string name) => Trimmed(_run.Terminal.Variable(name));

    /// <summary>A file or a secret store often leaves a line break behind a value.</summary>
    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
