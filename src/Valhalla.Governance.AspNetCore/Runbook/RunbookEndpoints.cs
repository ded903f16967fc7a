using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Runbook;

/// <summary>The endpoints of the runbook.</summary>
internal static class RunbookEndpoints
{
    private const string Tag = "Runbook";
    private const string Base = "governance/runbook/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "status", Name = "GetRunbookStatus", Tag = Tag,
            Summary = "Runs every check and says whether go-live may be enabled.",
            Description = "Failed checks are blockers or warnings by their severity; the rest is info.",
            Handler = GetStatusAsync, Response = typeof(RunbookBody),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "markdown", Name = "GetRunbookMarkdown", Tag = Tag,
            Summary = "Shows the runbook as Markdown.",
            Description = "Text from outside is escaped.",
            Handler = GetMarkdownAsync, Response = typeof(string), ResponseType = "text/markdown",
        },
    ];

    private static async ValueTask<Answer> GetStatusAsync(EndpointCall call)
    {
        var status = await call.Get<IRunbook>().GetStatusAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json(RunbookShapes.Of(status), WireJson.Context.RunbookBody);
    }

    private static async ValueTask<Answer> GetMarkdownAsync(EndpointCall call)
    {
        var runbook = call.Get<IRunbook>();
        var status = await runbook.GetStatusAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Text(runbook.ToMarkdown(status), "text/markdown; charset=utf-8");
    }
}
