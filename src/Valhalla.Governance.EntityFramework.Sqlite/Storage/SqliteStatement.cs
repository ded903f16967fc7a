using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// A prepared statement, bound and stepped without a command object per row. Bindings stay over
/// <see cref="Reset"/>, and most columns of a batch repeat from row to row: what is bound already is not bound again.
/// Columns count from 0, parameters from 1. Not thread-safe.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly Bound[] _bound = [];
    private byte[] _utf8 = new byte[512];

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _bound = new Bound[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    public void Bind(int parameter, long value)
    {
        if (IsBound(parameter, Kind.Number, value))
        {
            return;
        }

        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
    }

    public void Bind(int parameter, double? value)
    {
        if (value is not { } number)
        {
            BindNull(parameter);
        }
        else if (!IsBound(parameter, Kind.Real, BitConverter.DoubleToInt64Bits(number)))
        {
            Check(raw.sqlite3_bind_double(_statement, parameter, number));
        }
    }

    public void Bind(int parameter, bool? value)
    {
        if (value is { } flag)
        {
            Bind(parameter, flag ? 1L : 0L);
        }
        else
        {
            BindNull(parameter);
        }
    }

    public void Bind(int parameter, string? text)
    {
        if (text is null)
        {
            BindNull(parameter);
            return;
        }

        ref var bound = ref _bound[parameter];
        if (bound.Kind == Kind.Text && string.Equals(bound.Text, text, StringComparison.Ordinal))
        {
            return;
        }

        bound = new Bound(Kind.Text, 0, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        BindUtf8(parameter, Encoding.UTF8.GetBytes(text, _utf8));
    }

    public void Bind(int parameter, DateTimeOffset? instant)
    {
        if (instant is not { } value)
        {
            BindNull(parameter);
        }
        else if (!IsBound(parameter, Kind.Time, value.UtcTicks))
        {
            value.UtcDateTime.TryFormat(_utf8, out var length, SqliteTime.Format, CultureInfo.InvariantCulture);
            BindUtf8(parameter, length);
        }
    }

    public void Bind(int parameter, DateOnly day)
    {
        if (!IsBound(parameter, Kind.Day, day.DayNumber))
        {
            day.TryFormat(_utf8, out var length, SqliteTime.DayFormat, CultureInfo.InvariantCulture);
            BindUtf8(parameter, length);
        }
    }

    public void Bind(int parameter, ReservationId? id)
    {
        if (id is not { } value)
        {
            BindNull(parameter);
            return;
        }

        // Hardly ever the same twice, so it is not looked for.
        _bound[parameter] = default;
        value.Value.TryFormat(_utf8, out var length, "D");
        BindUtf8(parameter, length);
    }

    /// <summary>Moves to the next row, if there is one.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        // The reset clears the failed step; its own code repeats the error.
        var exception = ToException(result);
        raw.sqlite3_reset(_statement);
        throw exception;
    }

    /// <summary>Runs a statement without rows, and makes it ready for the next run.</summary>
    public void Execute()
    {
        Step();
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool GetBoolean(int column) => raw.sqlite3_column_int(_statement, column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? GetNullableString(int column) => IsNull(column) ? null : GetString(column);

    public Money GetMoney(int column) => Money.FromUnits(GetInt64(column));

    public DateTimeOffset GetTime(int column) => SqliteTime.Read(GetString(column));

    public DateTimeOffset? GetNullableTime(int column) => IsNull(column) ? null : GetTime(column);

    public DateOnly GetDay(int column) => SqliteTime.ReadDay(GetString(column));

    public void Dispose() => _statement.Dispose();

    private bool IsBound(int parameter, Kind kind, long value)
    {
        ref var bound = ref _bound[parameter];
        if (bound.Kind == kind && bound.Value == value)
        {
            return true;
        }

        bound = new Bound(kind, value, null);
        return false;
    }

    private void BindNull(int parameter)
    {
        if (!IsBound(parameter, Kind.Null, 0))
        {
            Check(raw.sqlite3_bind_null(_statement, parameter));
        }
    }

    private void BindUtf8(int parameter, int length) => Check(length == 0
        // An empty span has no address, and SQLite takes that for NULL.
        ? raw.sqlite3_bind_text(_statement, parameter, "")
        : raw.sqlite3_bind_text(_statement, parameter, _utf8.AsSpan(0, length)));

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            Array.Clear(_bound);
            throw ToException(result);
        }
    }

    private SqliteException ToException(int result) => new(
        $"SQLite error {result}: {raw.sqlite3_errmsg(_connection).utf8_to_string()}.",
        result & 0xFF,
        raw.sqlite3_extended_errcode(_connection));

    private enum Kind
    {
        Unknown = 0,
        Null,
        Number,
        Real,
        Text,
        Time,
        Day,
    }

    /// <summary>What a parameter holds.</summary>
    private readonly record struct Bound(Kind Kind, long Value, string? Text);
}
