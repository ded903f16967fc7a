using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>What the risk guard is asked to do.</summary>
internal static class RiskWrites
{
    private const int MaxLifeSeconds = 366 * 24 * 60 * 60;

    public static async ValueTask<Answer> CheckAndReserveAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.CheckBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = Read(
            call, body.Engine, body.Amount, body.Actor, body.CorrelationId, body.IdempotencyKey, body.ExpiresInSeconds)
            with
        { DryRun = body.Reserve == false };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IRiskGuard>().ReserveAsync(request, call.Aborted).ConfigureAwait(false);
        return RiskRefusals.OfKey(result.Status)
            ?? Answer.Json(RiskShapes.Of(result, request), WireJson.Context.ReserveAnswer);
    }

    public static async ValueTask<Answer> ReserveAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.ReserveBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = Read(
            call, body.Engine, body.Amount, body.Actor, body.CorrelationId, body.IdempotencyKey, body.ExpiresInSeconds);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IRiskGuard>().ReserveAsync(request, call.Aborted).ConfigureAwait(false);
        if (result.IsGranted)
        {
            return Answer.Json(RiskShapes.Of(result, request), WireJson.Context.ReserveAnswer);
        }

        return RiskRefusals.Of(result);
    }

    public static async ValueTask<Answer> SettleAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.SettleBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var amount = errors.Same("reserved_amount", body.ReservedAmount, "amount", body.Amount);
        var request = new SettleRequest
        {
            ReservationId = errors.OptionalReservation("reservation_id", body.ReservationId),
            Engine = errors.OptionalEngine("engine", body.Engine),
            CorrelationId = call.CorrelationId(body.CorrelationId),
            Amount = errors.OptionalAmount("amount", amount),
            RealizedLoss = errors.OptionalNotNegative("realized_loss", body.RealizedLoss) ?? Money.Zero,
            RealizedProfit = errors.OptionalNotNegative("realized_profit", body.RealizedProfit) ?? Money.Zero,
            Actor = call.Author(body.Actor).Name,
            IdempotencyKey = call.IdempotencyKey(body.IdempotencyKey),
        };
        if (body.ReservationId is null && (body.Engine is null || body.CorrelationId is null))
        {
            errors.Add("reservation_id", "Give a reservation_id, or engine and correlation_id.");
        }

        if (request.RealizedLoss.IsPositive && request.RealizedProfit.IsPositive)
        {
            errors.Add("realized_profit", "A settlement has a loss or a profit, not both.");
        }

        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var result = await call.Get<IRiskGuard>().SettleAsync(request, call.Aborted).ConfigureAwait(false);
        return RiskRefusals.Of(result.Status) ?? Answer.Json(RiskShapes.Of(result), WireJson.Context.SettleAnswer);
    }

    public static async ValueTask<Answer> ReleaseAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.ReleaseBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = call.Errors.OptionalReservation("reservation_id", body.ReservationId);
        var request = new ReleaseRequest(id ?? default)
        {
            Amount = call.Errors.OptionalAmount("amount", body.Amount),
            Actor = call.Author(body.Actor).Name,
            IdempotencyKey = call.IdempotencyKey(body.IdempotencyKey),
        };
        if (body.ReservationId is null)
        {
            call.Errors.Required("reservation_id", id);
        }

        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IRiskGuard>().ReleaseAsync(request, call.Aborted).ConfigureAwait(false);
        return RiskRefusals.Of(result.Status) ?? Answer.Json(RiskShapes.Of(result), WireJson.Context.SettleAnswer);
    }

    public static async ValueTask<Answer> UpsertPolicyAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.RiskPolicyUpsert).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var author = call.Author(errors.Same("changed_by", body.ChangedBy, "actor", body.Actor));
        var change = new RiskPolicyChange(errors.Engine("engine", body.Engine), author)
        {
            Enabled = body.Enabled,
            MaxDailyLoss = errors.OptionalNotNegative("max_daily_loss", body.MaxDailyLoss),
            MaxDailyExposure = errors.OptionalNotNegative("max_daily_exposure", body.MaxDailyExposure),
            MaxOpenReserved = errors.OptionalNotNegative("max_open_reserved", body.MaxOpenReserved),
            RemoveMaxOpenReserved = body.RemovesMaxOpenReserved,
            WorstCaseLossBasisPoints = ReadFraction(errors, body.WorstCaseLossFraction),
            Reason = call.Reason(body.Reason),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var policy = await call.Get<IRiskGuard>().UpsertPolicyAsync(change, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new RiskPolicyAnswer { Ok = true, Policy = RiskShapes.Of(policy) }, WireJson.Context.RiskPolicyAnswer);
    }

    private static ReserveRequest Read(
        EndpointCall call,
        string? engine,
        decimal? amount,
        string? actor,
        string? correlationId,
        string? key,
        int? life)
    {
        var errors = call.Errors;
        var name = errors.Engine("engine", engine);
        if (name.IsGlobal)
        {
            errors.Add("engine", "GLOBAL is the sum of all engines and cannot reserve. Name an engine.");
        }

        var seconds = errors.Range("expires_in_seconds", life, 1, MaxLifeSeconds);
        return new ReserveRequest(name, errors.Amount("amount", amount))
        {
            Actor = call.Author(actor).Name,
            CorrelationId = call.CorrelationId(correlationId),
            IdempotencyKey = call.IdempotencyKey(key),
            TimeToLive = seconds is { } s ? TimeSpan.FromSeconds(s) : null,
        };
    }

    private static int? ReadFraction(FieldErrors errors, decimal? fraction)
    {
        if (fraction is not { } value)
        {
            return null;
        }

        if (value is < 0 or > 1 || value * 10_000 != decimal.Truncate(value * 10_000))
        {
            errors.Add("worst_case_loss_fraction", "0 to 1 in steps of 0.0001 is allowed.");
            return null;
        }

        return (int)(value * 10_000);
    }
}
