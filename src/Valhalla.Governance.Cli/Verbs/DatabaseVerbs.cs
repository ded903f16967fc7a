using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Transport;
using Valhalla.Governance.EntityFramework;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>db</c>: the schema, always straight at the database.</summary>
internal static class DatabaseVerbs
{
    private const string All = "none";

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "db",
        "Shows and changes the schema of the database; always needs --database or DATABASE_URL.",
        runner.DirectVerb(
            "status", "Shows version and migrations; 1 when the schema is not this build's.", StatusAsync),
        runner.DirectVerb(
            "apply",
            "Makes the schema, or brings it to this build's version. Makes a missing SQLite file.",
            ApplyAsync),
        Script(runner),
        RollBack(runner));

    private static async Task<int> StatusAsync(VerbRun run, Target target)
    {
        await using var database = DatabaseConnection.Open(run, target);
        return await ShowAsync(run, await database.Schema.ReadAsync(run.CancellationToken));
    }

    private static async Task<int> ApplyAsync(VerbRun run, Target target)
    {
        await using var database = DatabaseConnection.Open(run, target, mayMakeFile: true);
        var before = await database.Schema.ReadAsync(run.CancellationToken);
        if (before.Status.Installed > before.Status.Expected)
        {
            throw new CliException(
                CliErrors.InvalidArgument,
                $"The database has schema version {before.Status.Installed}, newer than the {before.Status.Expected} "
                + "of this build, and nothing was changed. Use a newer `valhalla`.");
        }

        await database.Schema.ApplyAsync(run.CancellationToken);
        return await ShowAsync(run, await database.Schema.ReadAsync(run.CancellationToken));
    }

    private static Command Script(VerbRunner runner)
    {
        var pending = new Option<bool>("--pending") { Description = "Only what the database does not have yet." };
        return runner.DirectVerb(
            "script",
            "Prints the SQL of the migrations. `db apply` afterwards adds the seeds.",
            async (run, target) =>
            {
                await using var database = DatabaseConnection.Open(run, target);
                var from = run.Value(pending)
                    ? (await database.Schema.ReadAsync(run.CancellationToken)).LastApplied
                    : null;
                await run.Terminal.Out.WriteAsync(await database.Schema.ScriptAsync(from, run.CancellationToken));
                return ExitCodes.Ok;
            },
            pending);
    }

    private static Command RollBack(VerbRunner runner)
    {
        var to = new Argument<string>("migration")
        {
            Description = $"The migration to go back to, such as Initial; {All} takes back every one.",
        };
        return runner.DirectVerb(
            "rollback",
            "Takes back every migration after one, WITH THE DATA in its tables.",
            (run, target) => RollBackAsync(run, target, run.Value(to)!),
            to);
    }

    private static async Task<int> RollBackAsync(VerbRun run, Target target, string name)
    {
        await using var database = DatabaseConnection.Open(run, target);
        var before = await database.Schema.ReadAsync(run.CancellationToken);
        var id = name == All ? null : before.Find(name) ?? throw Unknown(name, before);
        if (id is not null && !before.Applied.Contains(id))
        {
            throw new CliException(
                CliErrors.InvalidArgument, $"The database does not have {id}, so it cannot go back to it.");
        }

        var lost = before.Applied.Skip(id is null ? 0 : before.Applied.ToList().IndexOf(id) + 1).ToArray();
        var question = $"Take back {string.Join(", ", lost)} of {database.Description}, with all data in their tables?";
        if (lost.Length > 0)
        {
            if (!await run.ConfirmAsync(question))
            {
                return ExitCodes.No;
            }

            await database.Schema.RollBackAsync(id, run.CancellationToken);
        }

        await ShowAsync(run, await database.Schema.ReadAsync(run.CancellationToken));
        return ExitCodes.Ok;
    }

    private static CliException Unknown(string name, SchemaReport report) => new(
        CliErrors.InvalidArgument,
        $"There is no migration '{name}'. Name one of {string.Join(", ", report.Known)}, or {All}.");

    private static async Task<int> ShowAsync(VerbRun run, SchemaReport report)
    {
        var body = new JsonObject
        {
            ["provider"] = report.Status.Provider,
            ["installed_version"] = report.Status.Installed,
            ["expected_version"] = report.Status.Expected,
            ["is_current"] = report.Status.IsCurrent,
            ["warning"] = report.Status.Warning,
            ["migrations"] = new JsonArray(
            [
                .. report.Known.Select(id => new JsonObject
                {
                    ["id"] = id, ["applied"] = report.Applied.Contains(id),
                }),
            ]),
        };
        await run.WriteAsync(body, () => new Report(
            Title: null,
            ReportSection.Facts(
                heading: null, body, "provider", "installed_version", "expected_version", "is_current", "warning"),
            ReportSection.Table("Migrations", Api.JsonNodes.Items(body, "migrations"), "id", "applied")));
        return report.Status.IsCurrent ? ExitCodes.Ok : ExitCodes.No;
    }
}
