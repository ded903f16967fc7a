using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>What the ramp endpoints answer.</summary>
internal static class RampShapes
{
    public const string Base = "governance/ramp/";

    public const string InfluencePath = Base + "influence";

    public static Task<int> ShowAsync(VerbCall call) => call.ShowAsync(InfluencePath, static body => new Report(
        Title: null,
        Facts(heading: null, body),
        ReportSection.Table("Holds", body.Items("holds"), "code", "detail"),
        Guards("Guards", body)));

    /// <summary>The influence after a change.</summary>
    public static Report Change(JsonNode body) =>
        Report.Facts(body, "changed", "influence_percent", "influence_bps", "step", "decision_id");

    public static ReportSection Facts(string? heading, JsonNode body) => ReportSection.Facts(
        heading, body, "influence_percent", "influence_bps", "step", "step_since", "step_events", "next_step_percent",
        "can_step", "decision_id", "decision_expires_at", "last_rollback_at=last_rollback.at",
        "last_rollback=last_rollback.trigger", "sample_ratio_p_value=sample_ratio.p_value");

    private static ReportSection Guards(string? heading, JsonNode body) => ReportSection.Table(
        heading, body.Items("guards"), "guard=id", "status", "signal", "value", "threshold", "observed_at",
        "detail");
}
