using System.Data.Common;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Transport;
using Valhalla.Governance.EntityFramework.Control;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>
/// The last way of a kill: by the gate row alone, on a database whose schema this build does not know, because another
/// version of the application has made it.
/// </summary>
internal static class EmergencyEngage
{
    /// <summary>The usual way, and this one where that fails and a database is named.</summary>
    public static Func<VerbRun, Target, Task<int>> After(
        Func<VerbRun, Target, Task<int>> engage) => async (run, target) =>
    {
        try
        {
            var code = await engage(run, target);

            // A no of the application counts; a database has none.
            return code == ExitCodes.Ok || target.Url is not null || target.Database is null
                ? code
                : await TryEngageAsync(run, target, error: null) ?? code;
        }
        catch (Exception error) when (IsFailure(error) && target.Database is not null)
        {
            if (await TryEngageAsync(run, target, error) is { } code)
            {
                return code;
            }

            throw;
        }
    };

    private static bool IsFailure(Exception error) =>
        error is CliException or ValhallaConfigurationException or ValhallaStoreException or OptionsValidationException
            or IOException or UnauthorizedAccessException;

    /// <summary>Settings that cannot be read must not keep the gate row open: it needs none of them.</summary>
    private static DatabaseConnection Open(VerbRun run, Target target)
    {
        try
        {
            return DatabaseConnection.Open(run, target);
        }
        catch (CliException) when (run.Settings is not null)
        {
            return DatabaseConnection.Open(run, target, settings: null);
        }
    }

    private static async Task<int?> TryEngageAsync(VerbRun run, Target target, Exception? error)
    {
        await run.NoteAsync($"valhalla: {SafeText.Line(error?.Message ?? "")} Setting the gate row itself.");
        using var limit = new CancellationTokenSource(run.Timeout, run.Terminal.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.CancellationToken);
        EmergencyKillResult result;
        try
        {
            await using var connection = Open(run, target);
            result = await connection.Kill.EngageAsync(
                OperatingSystemUserHandler.AuthorOf(connection.User, run.Actor), run.Reason, linked.Token);
        }
        catch (Exception failure) when (
            IsFailure(failure) || failure is DbException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }

        if (!result.IsRecorded)
        {
            await run.NoteAsync("valhalla: The audit chain of this schema could not take a record of it.");
        }

        await run.Terminal.Out.WriteLineAsync(result.WasEngaged
            ? "The kill switch was engaged already."
            : "The kill switch is engaged.");
        return ExitCodes.Ok;
    }
}
