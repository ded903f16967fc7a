using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>What error budgets show and are told.</summary>
internal static class ErrorBudgetHandlers
{
    private const int MaxCounts = 1_000;
    private const string Missing = "The field is needed.";

    public static async ValueTask<Answer> ListAsync(EndpointCall call) => Answer.Json(
        ErrorBudgetShapes.Of(await call.Get<IErrorBudgets>().GetBudgetsAsync(call.Aborted).ConfigureAwait(false)),
        WireJson.Context.ErrorBudgetsBody);

    public static async ValueTask<Answer> PostAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.SloCountBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var count = Read(call.Errors, body, "");
        var key = call.IdempotencyKey(body.IdempotencyKey);
        return await StoreAsync(call, [count], key, static _ => "").ConfigureAwait(false);
    }

    public static async ValueTask<Answer> PostBatchAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.SloCountBatchBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var counts = ReadAll(call.Errors, body);
        var key = call.IdempotencyKey(body.IdempotencyKey);
        return await StoreAsync(call, counts, key, Prefix).ConfigureAwait(false);
    }

    private static async ValueTask<Answer> StoreAsync(
        EndpointCall call, List<SloCount> counts, string? key, Func<int, string> prefixOf)
    {
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IErrorBudgets>().PostCountsAsync(counts, key, call.Aborted).ConfigureAwait(false);
        foreach (var error in result.Errors)
        {
            var (field, message) = Explain(error.Refusal);
            call.Errors.Add(prefixOf(error.Index) + field, message);
        }

        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Refusals.OfKey(result.Idempotency) ?? Answer.Json(
                new SloCountAnswer
                {
                    Ok = true,
                    Count = result.Count,
                    IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
                },
                WireJson.Context.SloCountAnswer);
    }

    private static List<SloCount> ReadAll(FieldErrors errors, SloCountBatchBody body)
    {
        var counts = new List<SloCount>();
        if (body.Counts is not { Count: > 0 and <= MaxCounts })
        {
            errors.Add("counts", "1 to 1000 counts are needed.");
            return counts;
        }

        for (var i = 0; i < body.Counts.Count; i++)
        {
            // A list may hold null whatever its type says.
            if (body.Counts[i] is not { } item)
            {
                errors.Add(Prefix(i).TrimEnd('.'), "A count is needed.");
                continue;
            }

            if (item.IdempotencyKey is not null)
            {
                errors.Add(Prefix(i) + "idempotency_key", "A batch has one key, beside counts.");
            }

            counts.Add(Read(errors, item, Prefix(i)));
        }

        return counts;
    }

    private static SloCount Read(FieldErrors errors, SloCountBody body, string prefix)
    {
        if (!NameRules.IsLowerName(body.Objective))
        {
            errors.Add(prefix + "objective", body.Objective is null ? Missing : NameRules.LowerNameRemedy);
        }

        errors.Required(prefix + "good", body.Good);
        errors.Required(prefix + "bad", body.Bad);
        return new SloCount(body.Objective ?? "", body.Good ?? 0, body.Bad ?? 0, body.At);
    }

    private static (string Field, string Message) Explain(SloRefusal refusal) => refusal switch
    {
        SloRefusal.UnknownObjective => (
            "objective", "There is no such objective. GET governance/error-budgets lists them."),
        SloRefusal.CountedFromKpi => (
            "objective", "The objective is counted from KPI events. Record those instead."),
        SloRefusal.GoodOutOfRange => ("good", "0 to 1000000000 is allowed."),
        SloRefusal.BadOutOfRange => ("bad", "0 to 1000000000 is allowed."),
        SloRefusal.NothingCounted => ("good", "Good and bad are both 0. Send a count only when something was counted."),
        SloRefusal.InTheFuture => ("at", "The time is in the future. Correct the clock, or leave the field out."),
        _ => ("at", "The time is older than the objective's window, so the count would change nothing."),
    };

    private static string Prefix(int index) => string.Create(CultureInfo.InvariantCulture, $"counts[{index}].");
}
