using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Risk;

/// <summary>
/// How decisions are kept for replay: compact JSON with money in units of 1/10 000. A value that a newer build has
/// written is unknown here: no grant and no booking.
/// </summary>
internal static class LedgerAnswers
{
    public static string WriteReserve(ReserveResult result) => JsonSerializer.Serialize(
        new ReserveAnswer(
            result.Status,
            result.Engine.Value,
            result.Amount.Units,
            result.ReservationId?.Value,
            result.DeniedBy?.Value,
            result.Violations.Count == 0 ? null : [.. result.Violations.Select(ToAnswer)]),
        LedgerJsonContext.Default.ReserveAnswer);

    public static ReserveResult ReadReserve(string json)
    {
        var answer = JsonSerializer.Deserialize(json, LedgerJsonContext.Default.ReserveAnswer)!;
        return new ReserveResult
        {
            Status = answer.Status,
            Engine = new EngineName(answer.Engine),
            Amount = Money.FromUnits(answer.Amount),
            ReservationId = answer.Reservation is { } id ? new ReservationId(id) : null,
            DeniedBy = answer.DeniedBy is { } scope ? new EngineName(scope) : null,
            Violations = answer.Violations is null ? [] : [.. answer.Violations.Select(FromAnswer)],
            IsReplay = true,
        };
    }

    public static string WriteSettle(SettleResult result) => JsonSerializer.Serialize(
        new SettleAnswer(
            result.Status,
            [.. result.Reservations.Select(id => id.Value)],
            result.Amount.Units,
            result.StillOpen.Units,
            result.IsOverrun,
            result.IsLate),
        LedgerJsonContext.Default.SettleAnswer);

    public static SettleResult ReadSettle(string json)
    {
        var answer = JsonSerializer.Deserialize(json, LedgerJsonContext.Default.SettleAnswer)!;
        return new SettleResult
        {
            Status = answer.Status,
            Reservations = [.. answer.Reservations.Select(id => new ReservationId(id))],
            Amount = Money.FromUnits(answer.Amount),
            StillOpen = Money.FromUnits(answer.StillOpen),
            IsOverrun = answer.IsOverrun,
            IsLate = answer.IsLate,
            IsReplay = true,
        };
    }

    public static string WriteViolations(IReadOnlyList<LimitViolation> violations) => JsonSerializer.Serialize(
        violations.Select(ToAnswer).ToArray(), LedgerJsonContext.Default.ViolationAnswerArray);

    private static ViolationAnswer ToAnswer(LimitViolation violation) => new(
        violation.Scope.Value,
        WireNames.Of(violation.Limit),
        violation.Cap.Units,
        violation.Used.Units,
        violation.Requested.Units,
        violation.Shortfall.Units);

    private static LimitViolation FromAnswer(ViolationAnswer answer) => new(
        new EngineName(answer.Scope),
        WireNames.TryRead<RiskLimit>(answer.Limit, out var limit)
            ? limit
            : WireNames.Unknown<RiskLimit>(),
        Money.FromUnits(answer.Cap),
        Money.FromUnits(answer.Used),
        Money.FromUnits(answer.Requested),
        Money.FromUnits(answer.Shortfall));
}

internal sealed record ReserveAnswer(
    ReserveStatus Status,
    string Engine,
    long Amount,
    Guid? Reservation,
    string? DeniedBy,
    ViolationAnswer[]? Violations);

internal sealed record SettleAnswer(
    SettleStatus Status, Guid[] Reservations, long Amount, long StillOpen, bool IsOverrun, bool IsLate);

internal sealed record ViolationAnswer(
    string Scope, string Limit, long Cap, long Used, long Requested, long Shortfall);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StoredEnumConverter<ReserveStatus>), typeof(StoredEnumConverter<SettleStatus>)])]
[JsonSerializable(typeof(ReserveAnswer))]
[JsonSerializable(typeof(SettleAnswer))]
[JsonSerializable(typeof(ViolationAnswer[]))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext;
