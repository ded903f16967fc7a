namespace Valhalla.Governance.Risk;

/// <summary>Gives back what is open of a reservation whose time to live has ended; does nothing otherwise.</summary>
internal sealed class ExpireCommand(ReservationId reservationId) : LedgerCommand<object>("system", null)
{
    private static readonly object Done = new();

    public ReservationId ReservationId { get; } = reservationId;

    public override void Decide(LedgerBook book)
    {
        Result = Done;
        if (book.FindReservation(ReservationId) is not { Status: ReservationStatus.Open } reservation
            || reservation.ExpiresAt is not { } expiresAt
            || expiresAt > book.Now)
        {
            return;
        }

        var amount = reservation.Open;
        book.SetReservation(reservation with
        {
            Open = Money.Zero,
            Expired = amount,
            Status = ReservationStatus.Expired,
            ClosedAt = book.Now,
        });
        LedgerSettlement.GiveBack(book, reservation, amount, RiskEventKind.Expired, Actor);
    }
}
