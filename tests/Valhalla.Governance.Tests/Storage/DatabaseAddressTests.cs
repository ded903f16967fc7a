using Microsoft.Data.Sqlite;
using Npgsql;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Tests.Storage;

public sealed class DatabaseAddressTests
{
    private const string DataDirectory = "/srv/valhalla";

    [Theory]
    [InlineData("sqlite:///relative.db", "/srv/valhalla/relative.db")]
    [InlineData("sqlite:///sub/relative.db", "/srv/valhalla/sub/relative.db")]
    [InlineData("sqlite:////var/lib/absolute.db", "/var/lib/absolute.db")]
    [InlineData("SQLite:///relative.db", "/srv/valhalla/relative.db")]
    [InlineData("sqlite:///with%20space%25.db", "/srv/valhalla/with space%.db")]
    [InlineData("Data Source=native.db", "/srv/valhalla/native.db")]
    [InlineData("  Data Source=/abs/native.db;Cache=Shared ", "/abs/native.db")]
    [InlineData("filename=native.db", "/srv/valhalla/native.db")]
    public void Parse_SqliteForms_NameTheFile(string text, string path)
    {
        var address = DatabaseAddress.Parse(text, DataDirectory);

        Assert.Equal(DatabaseProvider.Sqlite, address.Provider);
        Assert.Equal(path, new SqliteConnectionStringBuilder(address.ConnectionString).DataSource);
    }

    [Theory]
    [InlineData("postgresql://app:secret@db.example:6543/valhalla", "db.example", 6543, "app", "secret", "valhalla")]
    [InlineData("postgres://app@db.example/valhalla", "db.example", 5432, "app", null, "valhalla")]
    [InlineData("postgresql://app:p%40ss%2Fw%3A%25@h/d%20b", "h", 5432, "app", "p@ss/w:%", "d b")]
    [InlineData("postgresql://app:p@ss@h:1/d", "h", 1, "app", "p@ss", "d")]
    [InlineData("postgresql://us%65r:@h/d", "h", 5432, "user", null, "d")]
    [InlineData("postgresql://app:secret@[::1]:6543/d", "::1", 6543, "app", "secret", "d")]
    [InlineData("postgresql://[2001:db8::7]/d", "2001:db8::7", 5432, null, null, "d")]
    [InlineData("postgresql://app@%2Fvar%2Frun%2Fpostgresql/d", "/var/run/postgresql", 5432, "app", null, "d")]
    [InlineData("postgresql:///d?host=/var/run/postgresql&user=app", "/var/run/postgresql", 5432, "app", null, "d")]
    [InlineData("postgresql://", "localhost", 5432, null, null, null)]
    [InlineData("postgresql://app@h1:1,h2,[::1]:3/d", "h1:1,h2:5432,[::1]:3", 5432, "app", null, "d")]
    [InlineData("Host=h;Port=7;Username=u;Password=p;Database=d", "h", 7, "u", "p", "d")]
    [InlineData("server=h;user id=u;database=d", "h", 5432, "u", null, "d")]
    public void Parse_PostgreSqlForms_AreRead(
        string text, string host, int port, string? user, string? password, string? database)
    {
        var address = DatabaseAddress.Parse(text, DataDirectory);

        Assert.Equal(DatabaseProvider.PostgreSql, address.Provider);
        var read = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        Assert.Equal((host, port, user, password, database),
            (read.Host!, read.Port, read.Username, read.Password, read.Database));
    }

    [Theory]
    [InlineData("sslmode=require", SslMode.Require)]
    [InlineData("sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("sslmode=verify-ca&sslrootcert=%2Fca.pem", SslMode.VerifyCA)]
    [InlineData("sslmode=disable", SslMode.Disable)]
    public void Parse_SslMode_IsTaken(string query, SslMode expected)
    {
        var address = DatabaseAddress.Parse($"postgresql://u:p@h/d?{query}", DataDirectory);

        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(address.ConnectionString).SslMode);
    }

    [Fact]
    public void Parse_Parameters_AreTranslated()
    {
        var address = DatabaseAddress.Parse(
            "postgresql://u@h/d?application_name=api&connect_timeout=7&target_session_attrs=read-write"
            + "&options=-c%20statement_timeout%3D5s&Maximum%20Pool%20Size=9",
            DataDirectory);

        var read = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        Assert.Equal(("api", 7, "read-write", "-c statement_timeout=5s", 9),
            (read.ApplicationName, read.Timeout, read.TargetSessionAttributes, read.Options, read.MaxPoolSize));
    }

    [Theory]
    [InlineData("", "VG0010")]
    [InlineData("mysql://root:hunter2@h/d", "VG0010")]
    [InlineData("hunter2", "VG0010")]
    [InlineData("Password=hunter2", "VG0010")]
    [InlineData("a=b;hunter2", "VG0010")]
    [InlineData("jdbc:postgresql://h/d?password=hunter2", "VG0010")]
    [InlineData("postgresql+psycopg2://u:hunter2@h/d", "VG0010")]
    [InlineData("postgresql://u:hunter2@h:0/d", "VG0011")]
    [InlineData("postgresql://u:hunter2@h:65536/d", "VG0011")]
    [InlineData("postgresql://u:hunter2@h:+5/d", "VG0011")]
    [InlineData("postgresql://u:hunter2/x@h/d", "VG0011")]
    [InlineData("postgresql://u:12?hunter2@h/d", "VG0011")]
    [InlineData("postgresql://u:hunter2%@h/d", "VG0011")]
    [InlineData("postgresql://u:hunter2%zz@h/d", "VG0011")]
    [InlineData("postgresql://u:hunter2@[::1/d", "VG0011")]
    [InlineData("postgresql://u:hunter2@::1/d", "VG0011")]
    [InlineData("postgresql://u:hunter2@h/d?sslmode=maybe", "VG0011")]
    [InlineData("postgresql://u:hunter2@h/d?no_such=1", "VG0011")]
    [InlineData("postgresql://u:hunter2@h/d?connect_timeout=soon", "VG0011")]
    [InlineData("Host=h;Trusted_Connection=True;Password=hunter2", "VG0011")]
    [InlineData("Host=h;Port=hunter2", "VG0011")]
    [InlineData("Data Source=a.db;Initial Catalog=hunter2", "VG0011")]
    [InlineData("Data Source=file:a.db?vfs=unix", "VG0011")]
    [InlineData("sqlite:///", "VG0011")]
    [InlineData("sqlite:relative.db", "VG0011")]
    [InlineData("sqlite://relative.db", "VG0011")]
    [InlineData("sqlite:///a.db?mode=ro", "VG0011")]
    [InlineData("sqlite:///a%.db", "VG0011")]
    [InlineData("sqlite://", "VG0012")]
    [InlineData("sqlite:///:memory:", "VG0012")]
    [InlineData("Data Source=:memory:", "VG0012")]
    [InlineData("Data Source=a;Mode=Memory", "VG0012")]
    [InlineData("Data Source=", "VG0010")]
    public void Parse_Anything_ElseIsRefusedWithoutBeingRepeated(string text, string id)
    {
        var error = Assert.Throws<ValhallaConfigurationException>(() => DatabaseAddress.Parse(text, DataDirectory));

        Assert.Equal(id, error.Id);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://app:hunter2@db.org:6543/v", "PostgreSQL at db.org:6543, database v")]
    [InlineData("sqlite:////var/lib/v.db", "SQLite file /var/lib/v.db")]
    public void ToString_Address_HidesTheCredentials(string text, string expected) =>
        Assert.Equal(expected, DatabaseAddress.Parse(text, DataDirectory).ToString());
}
