using System.Runtime.InteropServices;
using Valhalla.Governance.EntityFramework.Sqlite.Audit;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.Sqlite.Risk;

/// <summary>Writes what a batch has booked, within its transaction.</summary>
internal static class SqliteLedgerWrite
{
    private static readonly SqliteInsert AddEvent = new(
        "risk_event",
        "batch_id", "kind", "engine", "day", "amount", "exposure_delta", "open_delta", "realized_loss",
        "realized_profit", "reservation_id", "reason", "detail", "actor", "correlation_id", "created_at");

    private static readonly SqliteInsert AddReservation = new(
        "risk_reservation",
        "id", "engine", "amount", "open", "settled", "released", "expired", "realized_loss", "realized_profit",
        "status", "day", "actor", "correlation_id", "created_at", "expires_at", "closed_at");

    private static readonly SqliteInsert AddAnswer = new(
        "idempotency_key", "scope", "key", "request_hash", "answer", "created_at");

    private const string SetReservation =
        """
        UPDATE risk_reservation SET open = ?4, settled = ?5, released = ?6, expired = ?7, realized_loss = ?8,
            realized_profit = ?9, status = ?10, closed_at = ?16
        WHERE id = ?1
        """;

    private const string SetRow =
        """
        INSERT INTO risk_ledger_day (engine, day, exposure_used, open_risk_reserved, realized_loss, realized_profit,
            reservations, denials, halted_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (day, engine) DO UPDATE SET exposure_used = excluded.exposure_used,
            open_risk_reserved = excluded.open_risk_reserved, realized_loss = excluded.realized_loss,
            realized_profit = excluded.realized_profit, reservations = excluded.reservations,
            denials = excluded.denials, halted_at = excluded.halted_at
        """;

    public static void Write(SqliteWriter connection, long batchId, LedgerBook book)
    {
        AddEvent.Run(connection, CollectionsMarshal.AsSpan(book.Events), batchId, BindEvent);
        AddReservation.Run(connection, CollectionsMarshal.AsSpan(book.AddedReservations), book, BindReservation);
        WriteChangedReservations(connection.Statement(SetReservation), book);
        WriteRows(connection.Statement(SetRow), book);
        AddAnswer.Run(connection, CollectionsMarshal.AsSpan(book.AddedTickets), book, BindAnswer);
        if (book.Audit.Count > 0)
        {
            SqliteAudit.Append(connection, book.Audit, book.Now);
        }
    }

    private static void BindEvent(SqliteRow row, in RiskEvent entry, long batchId)
    {
        row.Bind(0, batchId);
        row.Bind(1, WireNames.Of(entry.Kind));
        row.Bind(2, entry.Engine.Value);
        row.Bind(3, entry.Day);
        row.Bind(4, entry.Amount.Units);
        row.Bind(5, entry.ExposureDelta.Units);
        row.Bind(6, entry.OpenDelta.Units);
        row.Bind(7, entry.RealizedLoss.Units);
        row.Bind(8, entry.RealizedProfit.Units);
        row.Bind(9, entry.ReservationId);
        row.Bind(10, entry.Reason);
        row.Bind(11, entry.DetailJson);
        row.Bind(12, entry.Actor);
        row.Bind(13, entry.CorrelationId);
        row.Bind(14, entry.CreatedAt);
    }

    private static void BindReservation(SqliteRow row, in ReservationId id, LedgerBook book)
    {
        var reservation = book.FindReservation(id)!;
        BindState(row, reservation);
        row.Bind(1, reservation.Engine.Value);
        row.Bind(2, reservation.Amount.Units);
        row.Bind(10, reservation.Day);
        row.Bind(11, reservation.Actor);
        row.Bind(12, reservation.CorrelationId);
        row.Bind(13, reservation.CreatedAt);
        row.Bind(14, reservation.ExpiresAt);
    }

    private static void BindAnswer(SqliteRow row, in IdempotencyTicket ticket, LedgerBook book)
    {
        row.Bind(0, ticket.Scope);
        row.Bind(1, ticket.Key);
        row.Bind(2, ticket.RequestHash);
        row.Bind(3, book.AnswerOf(ticket).AnswerJson);
        row.Bind(4, book.Now);
    }

    private static void WriteChangedReservations(SqliteStatement statement, LedgerBook book)
    {
        foreach (var reservation in book.ChangedReservations)
        {
            BindState(new SqliteRow(statement, firstParameter: 1), reservation);
            statement.Execute();
        }
    }

    private static void BindState(SqliteRow row, RiskReservation reservation)
    {
        row.Bind(0, reservation.Id);
        row.Bind(3, reservation.Open.Units);
        row.Bind(4, reservation.Settled.Units);
        row.Bind(5, reservation.Released.Units);
        row.Bind(6, reservation.Expired.Units);
        row.Bind(7, reservation.RealizedLoss.Units);
        row.Bind(8, reservation.RealizedProfit.Units);
        row.Bind(9, WireNames.Of(reservation.Status));
        row.Bind(15, reservation.ClosedAt);
    }

    private static void WriteRows(SqliteStatement statement, LedgerBook book)
    {
        foreach (var row in book.ChangedRows)
        {
            statement.Bind(1, row.Engine.Value);
            statement.Bind(2, row.Day);
            statement.Bind(3, row.ExposureUsed.Units);
            statement.Bind(4, row.OpenRiskReserved.Units);
            statement.Bind(5, row.RealizedLoss.Units);
            statement.Bind(6, row.RealizedProfit.Units);
            statement.Bind(7, row.Reservations);
            statement.Bind(8, row.Denials);
            statement.Bind(9, row.HaltedAt);
            statement.Execute();
        }
    }
}
