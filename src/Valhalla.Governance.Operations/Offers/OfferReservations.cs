using System.Globalization;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>
/// Reserves offers as risk, once for each idempotency key of a computation, over crashes between the reservation and
/// its evidence.
/// </summary>
internal sealed class OfferReservations(IRiskGuard risk, GuardedLogger<OfferReservations> logger)
{
    /// <summary>How often a reservation that has ended meanwhile is replaced.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Reserves the offer, or finds what the same computation has reserved before a crash.</summary>
    public async ValueTask<ReserveResult> ReserveAsync(
        OfferRequest request, EngineName engine, Money mao, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var reserve = new ReserveRequest(engine, mao)
            {
                Actor = request.Actor,
                CorrelationId = request.CorrelationId,
                TimeToLive = request.ReserveTimeToLive,
                IdempotencyKey = KeyOf(request, engine, mao, attempt),
            };
            var result = await risk.ReserveAsync(reserve, cancellationToken).ConfigureAwait(false);
            if (result.Status is ReserveStatus.InFlight or ReserveStatus.IdempotencyKeyReused)
            {
                throw Busy();
            }

            if (result is not { IsReplay: true, ReservationId: { } earlier }
                || await IsOpenAsync(earlier, cancellationToken).ConfigureAwait(false))
            {
                return result;
            }
        }

        throw Busy();
    }

    /// <summary>
    /// Gives a reservation back whose evidence could not be stored. Not for a computation with a key: its evidence may
    /// be stored all the same, or will be when the caller tries again, and both name this reservation.
    /// </summary>
    public async ValueTask AbandonAsync(OfferRequest request, ReserveResult? reserved)
    {
        if (request.IdempotencyKey is not null || reserved?.ReservationId is not { } id)
        {
            return;
        }

        try
        {
            await risk.ReleaseAsync(new ReleaseRequest(id) { Actor = request.Actor }, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            OfferLog.ReleaseFailed(logger, exception, id);
        }
    }

    // The amount is part of the key: after a crash and a change of the policy, the offer is another one.
    private static string? KeyOf(OfferRequest request, EngineName engine, Money mao, int attempt) =>
        request.IdempotencyKey is { } key
            ? "offer:" + RequestHash.Of(
                OfferRequests.TicketOf(request)!.RequestHash,
                key,
                engine.Value,
                mao.Units.ToString(CultureInfo.InvariantCulture),
                attempt.ToString(CultureInfo.InvariantCulture))
            : null;

    private async ValueTask<bool> IsOpenAsync(ReservationId id, CancellationToken cancellationToken) =>
        await risk.FindReservationAsync(id, cancellationToken).ConfigureAwait(false)
            is { Status: ReservationStatus.Open };

    private static ValhallaStoreException Busy() => new(
        StoreFailure.Busy, "The offer is being reserved elsewhere. Try again with the same idempotency key.");
}
