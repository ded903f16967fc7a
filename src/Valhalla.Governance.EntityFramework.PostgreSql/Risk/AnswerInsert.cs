using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>All new answers of a batch in one statement.</summary>
internal sealed class AnswerInsert
{
    private readonly ArrayParameter<string> _scopes;
    private readonly ArrayParameter<string> _keys;
    private readonly ArrayParameter<string> _hashes;
    private readonly ArrayParameter<string> _answers;
    private readonly NpgsqlParameter<DateTime> _createdAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public AnswerInsert()
    {
        _scopes = new(Command, NpgsqlDbType.Text);
        _keys = new(Command, NpgsqlDbType.Text);
        _hashes = new(Command, NpgsqlDbType.Text);
        _answers = new(Command, NpgsqlDbType.Text);
        Command.Parameters.Add(_createdAt);
    }

    public NpgsqlBatchCommand Command { get; } = new(
        """
        INSERT INTO valhalla.idempotency_key (scope, key, request_hash, answer, created_at)
        SELECT a.*, $5 FROM unnest($1, $2, $3, $4) AS a
        """);

    public void Fill(LedgerBook book)
    {
        _scopes.Clear();
        _keys.Clear();
        _hashes.Clear();
        _answers.Clear();
        _createdAt.TypedValue = book.Now.UtcDateTime;
        foreach (var ticket in book.AddedTickets)
        {
            _scopes.Add(ticket.Scope);
            _keys.Add(ticket.Key);
            _hashes.Add(ticket.RequestHash);
            _answers.Add(book.AnswerOf(ticket).AnswerJson);
        }
    }
}
