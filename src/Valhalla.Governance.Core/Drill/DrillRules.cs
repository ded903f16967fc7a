using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Drill;

/// <summary>How drills begin, end and are judged. Pure.</summary>
internal static class DrillRules
{
    public const string Action = "kill_switch.drill";
    private const int MaxFailureLength = TextRules.MaxReasonLength;

    // Enough for a coordinator to write down what it has seen.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>How long a silent node still counts as live.</summary>
    public static TimeSpan LiveFor(KillSwitchDrillOptions options) => options.HeartbeatInterval * 3;

    public static ControlChange Begin(KillSwitchDrill drill, ChangeAuthor author) => new()
    {
        Drills = [drill],
        Audit = [new AuditEntry(Action, drill.Build, author, drill.Reason, FromJson: null, ToJson(drill))],
    };

    public static ControlChange End(KillSwitchDrill running, KillSwitchDrill ended, ChangeAuthor author) => new()
    {
        Drills = [ended],
        Audit = [new AuditEntry(Action, ended.Build, author, running.Reason, ToJson(running), ToJson(ended))],
    };

    public static KillSwitchDrill Started(
        Guid id, NodeIdentity node, ChangeAuthor author, string? reason, TimeSpan timeout, DateTimeOffset now) => new()
        {
            Id = id,
            Build = node.Build,
            Coordinator = node.Id,
            StartedBy = author.Name,
            Reason = reason,
            StartedAt = now,
            Deadline = now + timeout + Grace,
        };

    /// <summary>Judges a drill: passed only when every expected node has denied and none has a problem.</summary>
    public static KillSwitchDrill Judged(
        KillSwitchDrill drill,
        IReadOnlyCollection<LiveNode> expected,
        IReadOnlyCollection<KillSwitchDrillAnswer> answers,
        DateTimeOffset now)
    {
        var ids = expected.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var denied = answers.Where(answer => answer.Denied && ids.Contains(answer.NodeId)).ToList();
        var silent = expected.Where(node => answers.All(answer => answer.NodeId != node.Id));
        string[] failures =
        [
            .. expected.Count == 0 ? ["No node is known to live."] : Array.Empty<string>(),
            .. silent.Select(node => $"{node.Id} (build {node.Build}) did not answer."),
            .. answers.Where(answer => !answer.Denied).Select(answer => $"{answer.NodeId}: {answer.Problem}"),
        ];
        return drill with
        {
            FinishedAt = now,
            Status = failures.Length == 0 ? KillSwitchDrillStatus.Passed : KillSwitchDrillStatus.Failed,
            NodesExpected = expected.Count,
            NodesDenied = denied.Count,
            SlowestMilliseconds = denied.Count == 0 ? null : denied.Max(answer => answer.Milliseconds),
            Failure = failures.Length == 0 ? null : Cut(string.Join(' ', failures)),
        };
    }

    /// <summary>A drill whose coordinator never ended it.</summary>
    public static KillSwitchDrill Abandoned(
        KillSwitchDrill drill, IReadOnlyCollection<KillSwitchDrillAnswer> answers, DateTimeOffset now) => drill with
        {
            FinishedAt = now,
            Status = KillSwitchDrillStatus.Failed,
            NodesExpected = answers.Count,
            NodesDenied = answers.Count(answer => answer.Denied),
            Failure = Cut(string.Create(
                CultureInfo.InvariantCulture,
                $"Abandoned: {drill.Coordinator}, which ran it, had not ended it by {drill.Deadline:u}.")),
        };

    /// <summary>Whether nobody will end it: its time is over, or it began while the store's clock was ahead.</summary>
    public static bool IsOverdue(KillSwitchDrill drill, DateTimeOffset now) =>
        now >= drill.Deadline || drill.StartedAt > now + LeaseRules.ClockTolerance;

    private static string Cut(string text) => text.Length <= MaxFailureLength ? text : text[..MaxFailureLength];

    private static string ToJson(KillSwitchDrill drill) => JsonSerializer.Serialize(
        new DrillAudit(
            drill.Id,
            WireNames.CapitalsOf(drill.Status),
            drill.NodesExpected,
            drill.NodesDenied,
            drill.SlowestMilliseconds,
            drill.Failure),
        DrillJsonContext.Default.DrillAudit);
}

/// <summary>The part of a drill that audit records show.</summary>
internal sealed record DrillAudit(
    Guid Id, string Status, int NodesExpected, int NodesDenied, double? SlowestMilliseconds, string? Failure);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrillAudit))]
internal sealed partial class DrillJsonContext : JsonSerializerContext;
