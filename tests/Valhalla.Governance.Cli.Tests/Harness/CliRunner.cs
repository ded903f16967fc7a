using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>Runs <c>valhalla</c> in this process, with nothing of this process's terminal or variables.</summary>
internal sealed record CliRunner
{
    public const string User = "operator-7";
    public const string Host = "rack-3";

    /// <summary>What the audit calls whoever comes by the database.</summary>
    public const string DatabaseIdentity = "cli:rack-3/operator-7";

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public string UserName { get; init; } = User;

    public string MachineName { get; init; } = Host;

    /// <summary>What a person types; null when nobody is there.</summary>
    public string? Typed { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string Folder { get; init; } = Path.GetTempPath();

    public Func<HttpMessageHandler>? HttpHandler { get; init; }

    public Task<CliResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public async Task<CliResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = Terminal(output, error);
        var code = await ValhallaCommand.RunAsync(arguments, terminal, cancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    public Terminal Terminal(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        In = new StringReader(Typed ?? ""),
        IsInteractive = Typed is not null,
        UserName = UserName,
        HostName = MachineName,
        Variable = name => Variables.GetValueOrDefault(name),
        Time = Time,
        Folder = Folder,
        HttpHandler = HttpHandler,
    };
}
