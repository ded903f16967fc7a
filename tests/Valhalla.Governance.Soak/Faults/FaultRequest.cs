using System.Globalization;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>A request that anyone can build again from its numbers, with the same key.</summary>
/// <param name="Node">The process.</param>
/// <param name="Caller">Its caller.</param>
/// <param name="Number">The caller's request.</param>
/// <param name="IsSettle">Whether it settles what the reservation of the same numbers was granted.</param>
internal sealed record FaultRequest(int Node, int Caller, int Number, bool IsSettle)
{
    private const int SettlesOneOf = 3;
    private static readonly EngineName[] Engines = [new("WHOLESALE"), new("CAPITAL")];

    public static IReadOnlyList<string> EngineNames { get; } = [.. Engines.Select(engine => engine.Value)];

    public string Key => string.Create(
        CultureInfo.InvariantCulture, $"n{Node}-c{Caller}-{Number}{(IsSettle ? "-settle" : "")}");

    /// <summary>Whether a grant of this reservation is settled next.</summary>
    public bool IsToBeSettled => !IsSettle && Number % SettlesOneOf == 0;

    private Money Amount => Money.FromUnits((Number % 50 * Money.UnitsPerCurrencyUnit) + 1);

    /// <summary>What comes after the answer.</summary>
    public FaultRequest NextAfter(Acknowledgement answer) => answer.IsGrant && IsToBeSettled
        ? this with { IsSettle = true }
        : this with { IsSettle = false, Number = Number + 1 };

    /// <summary>Asks for it.</summary>
    /// <param name="guard">Of any process.</param>
    /// <param name="reservationId">What is to be settled.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<FaultAnswer> SendAsync(IRiskGuard guard, string? reservationId)
    {
        if (IsSettle)
        {
            var settled = await guard.SettleAsync(new SettleRequest
            {
                ReservationId = new ReservationId(Guid.Parse(reservationId!)),
                RealizedProfit = Money.FromUnits(Number),
                Actor = "soak",
                IdempotencyKey = Key,
            });
            return new FaultAnswer(reservationId, settled.Status.ToString(), settled.IsReplay);
        }

        var reserved = await guard.ReserveAsync(new ReserveRequest(Engines[Caller % Engines.Length], Amount)
        {
            Actor = "soak",
            CorrelationId = Key,
            IdempotencyKey = Key,
        });
        return new FaultAnswer(reserved.ReservationId?.ToString(), reserved.Status.ToString(), reserved.IsReplay);
    }
}
