using System.Globalization;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>Records KPI events; answers after their commit.</summary>
internal static class KpiWrites
{
    private const int MaxBatch = 1_000;
    private const int MaxDetailBytes = 16 * 1024;

    public static async ValueTask<Answer> RecordAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.KpiBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var kpiEvent = Read(call, body, "", fallbackActor: null);
        var key = call.IdempotencyKey(body.IdempotencyKey);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var emitter = call.Get<IKpiEmitter>();
        if (key is null)
        {
            var id = await emitter.EmitAsync(kpiEvent, call.Aborted).ConfigureAwait(false);
            return Of(id, isReplay: false);
        }

        var result = await emitter.EmitBatchAsync([kpiEvent], key, call.Aborted).ConfigureAwait(false);
        return Refusals.OfKey(result.Idempotency)
            ?? Of(result.Ids[0], result.Idempotency == IdempotencyStatus.Replayed);
    }

    public static async ValueTask<Answer> RecordBatchAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.KpiBatchBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var events = ReadAll(call, body);
        var key = call.IdempotencyKey(body.IdempotencyKey);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IKpiEmitter>().EmitBatchAsync(events, key, call.Aborted).ConfigureAwait(false);
        return Refusals.OfKey(result.Idempotency) ?? Answer.Json(
            new KpiBatchAnswer
            {
                Ok = true,
                Count = result.Ids.Count,
                Ids = result.Ids,
                IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
            },
            WireJson.Context.KpiBatchAnswer);
    }

    private static List<KpiEvent> ReadAll(EndpointCall call, KpiBatchBody body)
    {
        var events = new List<KpiEvent>();
        if (body.Events is not { Count: > 0 and <= MaxBatch })
        {
            call.Errors.Add("events", "1 to 1000 events are needed.");
            return events;
        }

        for (var i = 0; i < body.Events.Count; i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"events[{i}].");

            // A list may hold null whatever its type says.
            if (body.Events[i] is not { } item)
            {
                call.Errors.Add(prefix.TrimEnd('.'), "An event is needed.");
                continue;
            }

            if (item.IdempotencyKey is not null)
            {
                call.Errors.Add(prefix + "idempotency_key", "A batch has one key, beside events.");
            }

            events.Add(Read(call, item, prefix, body.Actor));
        }

        return events;
    }

    private static KpiEvent Read(EndpointCall call, KpiBody body, string prefix, string? fallbackActor)
    {
        var errors = call.Errors;
        if (body.Success is null && body.Value is null)
        {
            errors.Add(prefix + "success", "Give success, value, or both.");
        }

        return new KpiEvent
        {
            Domain = errors.Domain(prefix + "domain", body.Domain),
            Metric = errors.Metric(prefix + "metric", body.Metric),
            Success = body.Success,
            Value = body.Value,
            DurationMs = errors.Range(prefix + "duration_ms", body.DurationMs, 0, double.MaxValue),
            Actor = call.Author(body.Actor ?? fallbackActor).Name,
            CorrelationId = errors.Text(
                prefix + "correlation_id", body.CorrelationId, WireText.MaxCorrelationIdLength),
            DetailJson = ReadDetail(errors, prefix + "detail", body.Detail),
        };
    }

    private static string? ReadDetail(FieldErrors errors, string field, JsonElement? detail)
    {
        if (detail is { ValueKind: not (JsonValueKind.Object or JsonValueKind.String or JsonValueKind.Null) })
        {
            errors.Add(field, "An object or a text is needed.");
        }

        return errors.Json(field, detail, MaxDetailBytes);
    }

    private static Answer Of(long id, bool isReplay) => Answer.Json(
        new KpiAnswer { Ok = true, Id = id, IdempotentReplay = isReplay }, WireJson.Context.KpiAnswer);
}
