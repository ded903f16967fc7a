using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>A SQLite file in a temporary folder, removed afterwards.</summary>
internal sealed class SqliteStoreUnderTest : StoreUnderTest
{
    private readonly DirectoryInfo _folder;
    private readonly bool _owns;

    public SqliteStoreUnderTest()
        : this(Directory.CreateTempSubdirectory("valhalla-sqlite-"), owns: true)
    {
    }

    private SqliteStoreUnderTest(DirectoryInfo folder, bool owns)
    {
        _folder = folder;
        _owns = owns;
    }

    // Nodes that wait for each other need a clock that goes on by itself.
    protected override TimeProvider Clock => _owns ? Time : TimeProvider.System;

    public string FilePath => Path.Combine(_folder.FullName, "valhalla.db");

    /// <summary>A second node over the same file. Dispose it before this one.</summary>
    public SqliteStoreUnderTest OpenAgain() => new(_folder, owns: false);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_owns)
        {
            // Pooled connections keep the deleted file open.
            SqliteConnection.ClearAllPools();
            _folder.Delete(recursive: true);
        }
    }

    protected override void Configure(ValhallaBuilder builder)
    {
        builder.UseSqlite(FilePath);
        builder.Services.Configure<StorageOptions>(options =>
        {
            options.SchemaMode = SchemaMode.Auto;

            // Test machines are busy, and no test is about this limit.
            options.CommandTimeoutSeconds = 60;
        });
    }
}
