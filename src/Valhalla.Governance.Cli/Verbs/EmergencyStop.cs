using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Transport;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>
/// A stop: sent to the application, and to the database that is named beside it wherever the application did not stop.
/// Only the application's own no is taken for one.
/// </summary>
/// <param name="Path">The endpoint.</param>
/// <param name="What">What is stopped, for messages.</param>
/// <param name="IsStored">Whether a success says that everything stops.</param>
/// <param name="Show">What is shown of it.</param>
internal sealed record EmergencyStop(
    string Path, string What, Func<JsonNode, bool> IsStored, Func<JsonNode, Report> Show)
{
    /// <summary>More than is kept, and far below what a body may have.</summary>
    private const int MaxTextLength = 2_000;

    public async Task<int> RunAsync(VerbRun run, Target target)
    {
        if (target.Url is null)
        {
            return await EndAsync(run, await TryAsync(run, target, target.OpenDatabaseAsync), isLast: true);
        }

        var first = await TryAsync(run, target, target.OpenAsync);
        if (first.IsStored || first.IsRefused || target.Database is null)
        {
            return await EndAsync(run, first, isLast: false);
        }

        await run.NoteAsync($"valhalla: The application did not store the stop ({first.Why}). Going to its database.");
        return await EndAsync(run, await TryAsync(run, target, target.OpenDatabaseAsync), isLast: true);
    }

    private async Task<Attempt> TryAsync(
        VerbRun run, Target target, Func<CancellationToken, Task<ApiTransport>> open)
    {
        try
        {
            await using var transport = await open(run.CancellationToken);
            var answer = await new VerbCall(run, target, transport).Api.PostAsync(Path, BodyOf(run));
            return new Attempt(answer, transport.Description, Failure: null, answer.IsSuccess && IsStored(answer.Json));
        }
        catch (Exception failure) when (failure is not OperationCanceledException
            || !run.CancellationToken.IsCancellationRequested)
        {
            // Whatever it was, it has not stopped anything.
            return new Attempt(Answer: null, "", failure, IsStored: false);
        }
    }

    private async Task<int> EndAsync(VerbRun run, Attempt attempt, bool isLast)
    {
        if (attempt.Answer is not { } answer)
        {
            throw attempt.Failure is CliException or ValhallaConfigurationException or ValhallaStoreException
                ? attempt.Failure
                : NotStored(isLast, attempt.Failure);
        }

        if (!attempt.IsStored)
        {
            return answer.IsSuccess
                ? throw NotStored(isLast, cause: null)
                : await VerbCall.RefuseAsync(run, answer, attempt.Source);
        }

        if (answer.Json.Text("note") is { } note)
        {
            await run.NoteAsync($"valhalla: note: {note}");
        }

        await run.WriteAsync(answer.Json, () => Show(answer.Json));
        return ExitCodes.Ok;
    }

    private CliException NotStored(bool isDatabase, Exception? cause) => new(
        CliErrors.KillNotStored,
        isDatabase
            ? $"The {What} is NOT stopped: the database did not store it. Make it reachable and run this again."
            : "At most the node that answered stops: its database did not store it. Run this at every node, or name "
                + "the database with --database.",
        cause);

    /// <summary>Whatever was typed; the endpoint takes it.</summary>
    private static JsonObject BodyOf(VerbRun run) => new()
    {
        ["actor"] = Cut(run.Actor),
        ["reason"] = Cut(run.Reason),
    };

    private static string? Cut(string? text) => text?.Length > MaxTextLength ? text[..MaxTextLength] : text;

    /// <param name="Answer">What came; null when nothing did.</param>
    /// <param name="Source">Who answered.</param>
    /// <param name="Failure">Why nothing came.</param>
    /// <param name="IsStored">Whether everything stops.</param>
    private sealed record Attempt(ApiAnswer? Answer, string Source, Exception? Failure, bool IsStored)
    {
        /// <summary>
        /// Whether the application, or the host's login in front of it, said no to the caller. A page in between is
        /// neither, and the Prime Law at a wrong address says no to everybody.
        /// </summary>
        public bool IsRefused => Answer is { Status: 401 or 403 } answer
            && (answer.Text.Length == 0 || answer.Json.Text("code") is "unauthenticated" or "forbidden");

        public string Why => Answer is { } answer ? $"it answered {answer.Status}" : "it did not answer";
    }
}
