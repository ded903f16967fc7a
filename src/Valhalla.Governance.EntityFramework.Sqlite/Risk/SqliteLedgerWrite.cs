using Valhalla.Governance.EntityFramework.Sqlite.Audit;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.Sqlite.Risk;

/// <summary>Writes what a batch has booked, within its transaction.</summary>
internal static class SqliteLedgerWrite
{
    private const string AddEvent =
        """
        INSERT INTO risk_event (batch_id, kind, engine, day, amount, exposure_delta, open_delta, realized_loss,
            realized_profit, reservation_id, reason, detail, actor, correlation_id, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """;

    private const string AddReservation =
        """
        INSERT INTO risk_reservation (id, engine, amount, open, settled, released, expired, realized_loss,
            realized_profit, status, day, actor, correlation_id, created_at, expires_at, closed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """;

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

    private const string AddAnswer =
        "INSERT INTO idempotency_key (scope, key, request_hash, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";

    public static void Write(SqliteWriter connection, long batchId, LedgerBook book)
    {
        WriteEvents(connection.Statement(AddEvent), batchId, book);
        WriteAddedReservations(connection.Statement(AddReservation), book);
        WriteChangedReservations(connection.Statement(SetReservation), book);
        WriteRows(connection.Statement(SetRow), book);
        WriteAnswers(connection.Statement(AddAnswer), book);
        if (book.Audit.Count > 0)
        {
            SqliteAudit.Append(connection, book.Audit, book.Now);
        }
    }

    private static void WriteEvents(SqliteStatement statement, long batchId, LedgerBook book)
    {
        statement.Bind(1, batchId);
        foreach (var entry in book.Events)
        {
            statement.Bind(2, WireNames.Of(entry.Kind));
            statement.Bind(3, entry.Engine.Value);
            statement.Bind(4, entry.Day);
            statement.Bind(5, entry.Amount.Units);
            statement.Bind(6, entry.ExposureDelta.Units);
            statement.Bind(7, entry.OpenDelta.Units);
            statement.Bind(8, entry.RealizedLoss.Units);
            statement.Bind(9, entry.RealizedProfit.Units);
            statement.Bind(10, entry.ReservationId);
            statement.Bind(11, entry.Reason);
            statement.Bind(12, entry.DetailJson);
            statement.Bind(13, entry.Actor);
            statement.Bind(14, entry.CorrelationId);
            statement.Bind(15, entry.CreatedAt);
            statement.Execute();
        }
    }

    private static void WriteAddedReservations(SqliteStatement statement, LedgerBook book)
    {
        foreach (var id in book.AddedReservations)
        {
            var reservation = book.FindReservation(id)!;
            BindState(statement, reservation);
            statement.Bind(2, reservation.Engine.Value);
            statement.Bind(3, reservation.Amount.Units);
            statement.Bind(11, reservation.Day);
            statement.Bind(12, reservation.Actor);
            statement.Bind(13, reservation.CorrelationId);
            statement.Bind(14, reservation.CreatedAt);
            statement.Bind(15, reservation.ExpiresAt);
            statement.Execute();
        }
    }

    private static void WriteChangedReservations(SqliteStatement statement, LedgerBook book)
    {
        foreach (var reservation in book.ChangedReservations)
        {
            BindState(statement, reservation);
            statement.Execute();
        }
    }

    private static void BindState(SqliteStatement statement, RiskReservation reservation)
    {
        statement.Bind(1, reservation.Id);
        statement.Bind(4, reservation.Open.Units);
        statement.Bind(5, reservation.Settled.Units);
        statement.Bind(6, reservation.Released.Units);
        statement.Bind(7, reservation.Expired.Units);
        statement.Bind(8, reservation.RealizedLoss.Units);
        statement.Bind(9, reservation.RealizedProfit.Units);
        statement.Bind(10, WireNames.Of(reservation.Status));
        statement.Bind(16, reservation.ClosedAt);
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

    private static void WriteAnswers(SqliteStatement statement, LedgerBook book)
    {
        statement.Bind(1, LedgerBatch.IdempotencyScope);
        statement.Bind(5, book.Now);
        foreach (var ticket in book.AddedTickets)
        {
            statement.Bind(2, ticket.Key);
            statement.Bind(3, ticket.RequestHash);
            statement.Bind(4, book.AnswerOf(ticket).AnswerJson);
            statement.Execute();
        }
    }
}
