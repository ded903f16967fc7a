using System.Text;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// An insert of many rows: several of them in one statement, which costs half of a statement each. Immutable.
/// </summary>
internal sealed class SqliteInsert
{
    private const int RowsAtOnce = 16;
    private readonly int _columns;
    private readonly string _one;
    private readonly string _several;

    /// <param name="table">A table of this library.</param>
    /// <param name="columns">Its columns, in the order in which they are bound.</param>
    public SqliteInsert(string table, params ReadOnlySpan<string> columns)
    {
        _columns = columns.Length;
        var head = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ";
        _one = head + Values(0);
        _several = head + string.Join(", ", Enumerable.Range(0, RowsAtOnce).Select(Values));
    }

    /// <summary>Inserts the rows in their order.</summary>
    /// <param name="writer">The writer, within its work.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="state">What binding needs besides the row.</param>
    /// <param name="bind">Binds every column of a row.</param>
    public void Run<TRow, TState>(
        SqliteWriter writer, ReadOnlySpan<TRow> rows, TState state, SqliteRowBinding<TRow, TState> bind)
    {
        var several = rows.Length >= RowsAtOnce ? writer.Statement(_several) : null;
        for (; rows.Length >= RowsAtOnce; rows = rows[RowsAtOnce..])
        {
            for (var i = 0; i < RowsAtOnce; i++)
            {
                bind(new SqliteRow(several!, (i * _columns) + 1), rows[i], state);
            }

            several!.Execute();
        }

        if (rows.IsEmpty)
        {
            return;
        }

        var one = writer.Statement(_one);
        foreach (ref readonly var row in rows)
        {
            bind(new SqliteRow(one, 1), row, state);
            one.Execute();
        }
    }

    private string Values(int row)
    {
        var text = new StringBuilder("(");
        for (var column = 1; column <= _columns; column++)
        {
            text.Append(column == 1 ? "?" : ", ?").Append((row * _columns) + column);
        }

        return text.Append(')').ToString();
    }
}
