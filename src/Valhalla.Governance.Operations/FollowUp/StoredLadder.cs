using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>The answer to a request for a ladder, as it is kept for its idempotency key.</summary>
internal sealed record StoredLadder(CreateLadderStatus Status, IReadOnlyList<StoredFollowUpTask> Tasks)
{
    public static string Write(CreateLadderStatus status, IReadOnlyList<FollowUpTask> tasks) =>
        JsonSerializer.Serialize(
            new StoredLadder(status, [.. tasks.Select(StoredFollowUpTask.Of)]),
            FollowUpJsonContext.Default.StoredLadder);

    public static CreateLadderResult Read(string json)
    {
        var stored = JsonSerializer.Deserialize(json, FollowUpJsonContext.Default.StoredLadder)!;
        return new CreateLadderResult(
            stored.Status, [.. stored.Tasks.Select(task => task.ToTask())], IdempotencyStatus.Replayed);
    }
}

/// <summary>A task inside a stored answer: names are text.</summary>
internal sealed record StoredFollowUpTask(string Province, string? Market, FollowUpTaskFields Fields)
{
    public static StoredFollowUpTask Of(FollowUpTask task) => new(
        task.Province.Value,
        task.Market?.Value,
        new FollowUpTaskFields(
            task.Id, task.LadderId, task.LeadId, task.Owner, task.Step, task.Channel, task.Status, task.PlannedAt,
            task.FirstDueAt, task.DueAt, task.ClaimedBy, task.ClaimId, task.LeaseUntil, task.ClosedAt, task.ClosedBy,
            task.Outcome, task.ResponseSeconds, task.CorrelationId, task.CreatedAt));

    public FollowUpTask ToTask() => new()
    {
        Id = Fields.Id,
        LadderId = Fields.LadderId,
        LeadId = Fields.LeadId,
        Province = new ProvinceCode(Province),
        Market = Market is { } market ? new MarketName(market) : null,
        Owner = Fields.Owner,
        Step = Fields.Step,
        Channel = Fields.Channel,
        Status = Fields.Status,
        PlannedAt = Fields.PlannedAt,
        FirstDueAt = Fields.FirstDueAt,
        DueAt = Fields.DueAt,
        ClaimedBy = Fields.ClaimedBy,
        ClaimId = Fields.ClaimId,
        LeaseUntil = Fields.LeaseUntil,
        ClosedAt = Fields.ClosedAt,
        ClosedBy = Fields.ClosedBy,
        Outcome = Fields.Outcome,
        ResponseSeconds = Fields.ResponseSeconds,
        CorrelationId = Fields.CorrelationId,
        CreatedAt = Fields.CreatedAt,
    };
}

/// <summary>What of a task is plain data.</summary>
internal sealed record FollowUpTaskFields(
    long Id,
    Guid LadderId,
    string LeadId,
    string? Owner,
    int Step,
    ContactChannel Channel,
    FollowUpStatus Status,
    DateTimeOffset PlannedAt,
    DateTimeOffset FirstDueAt,
    DateTimeOffset DueAt,
    string? ClaimedBy,
    Guid? ClaimId,
    DateTimeOffset? LeaseUntil,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    string? Outcome,
    long? ResponseSeconds,
    string? CorrelationId,
    DateTimeOffset CreatedAt);

/// <summary>Source-generated readers and writers of stored answers.</summary>
[JsonSourceGenerationOptions(
    Converters =
    [
        typeof(StoredNumberConverter<CreateLadderStatus>), typeof(StoredNumberConverter<ContactChannel>),
        typeof(StoredNumberConverter<FollowUpStatus>),
    ])]
[JsonSerializable(typeof(StoredLadder))]
internal sealed partial class FollowUpJsonContext : JsonSerializerContext;
