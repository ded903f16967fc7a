namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>The parameters of one row of an insert. Columns count from 0, in the order of the insert.</summary>
internal readonly struct SqliteRow(SqliteStatement statement, int firstParameter)
{
    public void Bind(int column, long value) => statement.Bind(firstParameter + column, value);

    public void Bind(int column, bool? value) => statement.Bind(firstParameter + column, value);

    public void Bind(int column, double? value) => statement.Bind(firstParameter + column, value);

    public void Bind(int column, string? text) => statement.Bind(firstParameter + column, text);

    public void Bind(int column, DateTimeOffset? instant) => statement.Bind(firstParameter + column, instant);

    public void Bind(int column, DateOnly day) => statement.Bind(firstParameter + column, day);

    public void Bind(int column, ReservationId? id) => statement.Bind(firstParameter + column, id);
}
