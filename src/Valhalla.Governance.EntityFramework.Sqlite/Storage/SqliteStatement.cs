using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// A prepared statement, bound and stepped without a command object per row. Bindings stay over <see cref="Reset"/>,
/// and what a parameter holds already is not bound again: most columns repeat from row to row, and binding them costs
/// as much as the insert. Columns count from 0, parameters from 1. Not thread-safe.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly SqliteBinding[] _bindings;
    private byte[] _utf8 = new byte[512];

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        var result = raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        if (result != raw.SQLITE_OK)
        {
            throw ToException(result);
        }

        _bindings = new SqliteBinding[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    public void Bind(int parameter, long value)
    {
        if (_bindings[parameter].Replace(SqliteBindingKind.Integer, value))
        {
            Check(raw.sqlite3_bind_int64(_statement, parameter, value), parameter);
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

    public void Bind(int parameter, double? value)
    {
        if (value is not { } number)
        {
            BindNull(parameter);
        }
        else if (_bindings[parameter].Replace(SqliteBindingKind.Real, BitConverter.DoubleToInt64Bits(number)))
        {
            Check(raw.sqlite3_bind_double(_statement, parameter, number), parameter);
        }
    }

    public void Bind(int parameter, string? text)
    {
        if (text is null)
        {
            BindNull(parameter);
        }
        else if (_bindings[parameter].Replace(SqliteBindingKind.Text, 0, text))
        {
            BindText(parameter, text);
        }
    }

    public void Bind(int parameter, DateTimeOffset? instant)
    {
        if (instant is not { } value)
        {
            BindNull(parameter);
        }
        else if (_bindings[parameter].Replace(SqliteBindingKind.Instant, value.UtcTicks))
        {
            value.UtcDateTime.TryFormat(_utf8, out var length, SqliteTime.Format, CultureInfo.InvariantCulture);
            BindUtf8(parameter, length);
        }
    }

    public void Bind(int parameter, DateOnly day)
    {
        if (_bindings[parameter].Replace(SqliteBindingKind.Day, day.DayNumber))
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

        // No two rows in a row have the same id.
        _bindings[parameter].Forget();
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

    private void BindNull(int parameter)
    {
        if (_bindings[parameter].Replace(SqliteBindingKind.Null))
        {
            Check(raw.sqlite3_bind_null(_statement, parameter), parameter);
        }
    }

    private void BindText(int parameter, string text)
    {
        if (text.Length == 0)
        {
            // An empty span has no address, and SQLite takes that for NULL.
            Check(raw.sqlite3_bind_text(_statement, parameter, ""), parameter);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        BindUtf8(parameter, Encoding.UTF8.GetBytes(text, _utf8));
    }

    private void BindUtf8(int parameter, int length) =>
        Check(raw.sqlite3_bind_text(_statement, parameter, _utf8.AsSpan(0, length)), parameter);

    private void Check(int result, int parameter)
    {
        if (result != raw.SQLITE_OK)
        {
            _bindings[parameter].Forget();
            throw ToException(result);
        }
    }

    private SqliteException ToException(int result) => new(
        $"SQLite error {result}: {raw.sqlite3_errmsg(_connection).utf8_to_string()}.",
        result & 0xFF,
        raw.sqlite3_extended_errcode(_connection));
}
