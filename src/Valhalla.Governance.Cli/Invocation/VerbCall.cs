using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Transport;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>One run of a verb that calls the API.</summary>
internal sealed class VerbCall(VerbRun run, Target target, ApiTransport transport)
{
    public VerbRun Run => run;

    public Target Target => target;

    public ApiTransport Transport => transport;

    public ApiClient Api { get; } = new(transport, run.CancellationToken);

    /// <summary>Shows an answer, or the problem that it is.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="report">What is shown of a success.</param>
    /// <param name="isOk">Whether a success means yes; without it, it does.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(ApiAnswer answer, Func<JsonNode, Report> report, Func<JsonNode, bool>? isOk = null)
    {
        if (!answer.IsSuccess)
        {
            return await RefuseAsync(answer);
        }

        await run.WriteAsync(answer.Json, () => report(answer.Json));
        return isOk?.Invoke(answer.Json) == false ? ExitCodes.No : ExitCodes.Ok;
    }

    /// <summary>Reads a path and shows the answer.</summary>
    public async Task<int> ShowAsync(
        string path, Func<JsonNode, Report> report, params (string Name, string? Value)[] query) =>
        await ShowAsync(await Api.GetAsync(path, query), report);

    /// <summary>Tells the problem.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RefuseAsync(ApiAnswer answer) => RefuseAsync(run, answer, transport.Description);

    /// <summary>Tells the problem that a source has answered.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RefuseAsync(VerbRun run, ApiAnswer answer, string source)
    {
        await run.Terminal.Error.WriteLineAsync($"valhalla: {ProblemText.Of(answer, source)}");
        return ExitCodes.OfStatus(answer.Status);
    }
}
