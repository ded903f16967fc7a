using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Request bodies that verbs share.</summary>
internal static class Bodies
{
    /// <summary>Who asks for a change, and why.</summary>
    public static JsonObject Change(VerbRun run) => new()
    {
        ["actor"] = run.Actor,
        ["reason"] = run.Reason,
    };

    /// <summary>The same about a domain.</summary>
    public static JsonObject Change(VerbRun run, string? domain)
    {
        var body = Change(run);
        body["domain"] = domain;
        return body;
    }

    /// <summary>The same about a metric of a domain.</summary>
    public static JsonObject Change(VerbRun run, string? domain, string? metric)
    {
        var body = Change(run, domain);
        body["metric"] = metric;
        return body;
    }
}
