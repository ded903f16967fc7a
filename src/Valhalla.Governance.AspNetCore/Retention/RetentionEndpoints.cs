using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Retention;

/// <summary>The endpoint of retention.</summary>
internal static class RetentionEndpoints
{
    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = "governance/retention/status", Name = "GetRetentionStatus",
            Tag = "Retention",
            Summary = "Shows what is deleted when it is old, and how far that has come.",
            Description = "For all nodes together; enabled is that of the node that answers.",
            Handler = GetStatusAsync, Response = typeof(RetentionStatusBody),
        },
    ];

    private static async ValueTask<Answer> GetStatusAsync(EndpointCall call)
    {
        var status = await call.Get<IGovernanceRetention>().GetStatusAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new RetentionStatusBody
            {
                Enabled = status.IsEnabled,
                Running = status.IsRunning,
                LastStartedAt = status.LastStartedAt,
                LastFinishedAt = status.LastFinishedAt,
                LastError = status.LastError,
                NextRunAt = status.NextRunAt,
                Tables =
                [
                    .. status.Tables.Select(static table => new RetentionTableBody
                    {
                        Table = table.Table,
                        Days = table.Days,
                        DeletedLastRun = table.DeletedLastRun,
                        DeletedTotal = table.DeletedTotal,
                        RolledUpToId = table.RolledUpToId,
                    }),
                ],
            },
            WireJson.Context.RetentionStatusBody);
    }
}
