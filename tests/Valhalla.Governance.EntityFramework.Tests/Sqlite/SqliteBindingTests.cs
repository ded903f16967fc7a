using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>The SQLite of this build, by the provider and by the raw functions beneath it.</summary>
public sealed class SqliteBindingTests
{
    [Fact]
    public void Open_InMemory_VersionSupportsReturningAndStrictTables()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select sqlite_version()";

        var version = Version.Parse((string)command.ExecuteScalar()!);

        Assert.True(version >= new Version(3, 37), $"SQLite {version} is too old.");
        Assert.Equal(connection.ServerVersion, version.ToString());
    }

    [Fact]
    public void Handle_PreparedByRawFunctions_ReadsTheProvidersRows()
    {
        using var connection = Open();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "create table t(a integer); insert into t values (40), (2)";
            command.ExecuteNonQuery();
        }

        var result = raw.sqlite3_prepare_v2(connection.Handle, "select sum(a) from t", out var statement);

        Assert.Equal(raw.SQLITE_OK, result);
        using (statement)
        {
            Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement));
            Assert.Equal(42, raw.sqlite3_column_int64(statement, 0));
        }
    }

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }
}
