using System.Globalization;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>What the go/no-go endpoints take and answer.</summary>
internal static class GoNoGoShapes
{
    public const string Base = "governance/go-no-go/";

    public const string CriteriaPath = Base + "criteria";

    private static readonly string[] DecisionFields =
    [
        "id", "decision", "outcome", "decided_at", "decided_by", "justification", "hash", "expires_at",
        "next_review_at", "failing",
    ];

    /// <summary>The criteria of a group; all of them for null.</summary>
    public static IReadOnlyList<JsonNode> Of(JsonNode body, string? group) =>
        [.. ListOf(body, "criteria").Where(item => group is null || item.Text("group") == group)];

    /// <summary>
    /// Whether every criterion holds. A warning holds; a missing piece of evidence does not, nor does a group without
    /// criteria.
    /// </summary>
    public static bool AllHold(IReadOnlyList<JsonNode> criteria) =>
        criteria.Count > 0 && criteria.All(static item => item.Text("status") is "PASS" or "WARN");

    public static ReportSection Criteria(string? heading, IReadOnlyList<JsonNode> criteria) => ReportSection.Table(
        heading, criteria, "id", "kind", "group", "signal", "comparison", "threshold", "warn_threshold",
        "max_age_seconds", "critical", "required", "title");

    public static ReportSection Results(string? heading, IReadOnlyList<JsonNode> criteria) => ReportSection.Table(
        heading, criteria, "id", "group", "status", "value", "comparison", "threshold", "critical", "observed_at",
        "source", "reason");

    public static Report Evaluation(JsonNode body) => new(
        Title: null,
        ReportSection.Facts(
            heading: null, body, "outcome", "hash", "evaluated_at", "valid_until", "evaluated_by", "missing_roles",
            "failing"),
        Results("Criteria", body.Items("criteria")),
        Results("No-go rules", body.Items("no_go_rules")),
        ReportSection.Table(
            "Sign-offs", body.Items("sign_offs"), "role", "person", "signed_at", "expires_at", "comment"));

    public static Report SignOff(JsonNode body) => Report.Facts(
        body, "status", "role=sign_off.role", "person=sign_off.person", "signed_at=sign_off.signed_at",
        "expires_at=sign_off.expires_at", "hash", "missing_roles");

    public static Report Decision(JsonNode body) => new(
        Title: null,
        ReportSection.Facts(heading: null, body["decision"], DecisionFields),
        ReportSection.Facts(heading: null, body, "record_file", "warning"));

    public static ReportSection Decisions(string? heading, JsonNode body) =>
        ReportSection.Table(heading, DecisionsOf(body), DecisionFields);

    public static IReadOnlyList<JsonNode> DecisionsOf(JsonNode body) => ListOf(body, "decisions");

    private static IReadOnlyList<JsonNode> ListOf(JsonNode body, string name) =>
        body is JsonArray ? body.Items() : body.Items(name);

    /// <summary>Reads <c>SIGNAL=VALUE</c>: a flag, a number, or a text.</summary>
    /// <exception cref="CliException">One has another form.</exception>
    public static JsonArray Evidence(IEnumerable<string> items, DateTimeOffset? observedAt, string? detail)
    {
        var evidence = new JsonArray();
        foreach (var item in items)
        {
            var at = item.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == item.Length - 1)
            {
                throw new CliException(
                    CliErrors.InvalidArgument, $"'{item}' is no evidence. Write SIGNAL=VALUE, such as page_alerts=0.");
            }

            var observation = new JsonObject { ["signal"] = item[..at], ["value"] = ValueOf(item[(at + 1)..]) };
            if (observedAt is { } seen)
            {
                observation["observed_at"] = seen.UtcDateTime.ToString(
                    "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
            }

            if (detail is not null)
            {
                observation["detail"] = detail;
            }

            evidence.Add((JsonNode)observation);
        }

        return evidence;
    }

    private static JsonValue ValueOf(string text) => text switch
    {
        "true" => JsonValue.Create(value: true),
        "false" => JsonValue.Create(value: false),
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
