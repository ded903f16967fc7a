using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Tests.DependencyInjection;

public sealed class AddValhallaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("valhalla-bundle-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task AddValhalla_NoSettings_WorksOnAFileInTheContentRoot(string environment)
    {
        await using var app = Build(environment, services => services.AddValhalla());

        await app.StartAsync();
        var reserved = await app.Services.GetRequiredService<IRiskGuard>().ReserveAsync("WHOLESALE", 500m);
        await app.StopAsync();

        Assert.True(reserved.IsGranted);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "valhalla.db")));
        Assert.False(app.Services.GetRequiredService<GovernedEnvironment>().IsDatabaseExplicit);
    }

    [Fact]
    public async Task AddValhalla_NoSettings_InstallsEveryPack()
    {
        await using var app = Build("Development", services => services.AddValhalla());
        await app.StartAsync();
        var schema = await app.Services.GetRequiredService<ISchemaProbe>().ProbeAsync(CancellationToken.None);
        var packs = app.Services.GetRequiredService<PackCatalog>();
        await app.StopAsync();

        Assert.Equal("ABCDEFGHIJK", string.Concat(packs.Packs.Keys.Order(StringComparer.Ordinal)));
        Assert.All(packs.Packs.Keys, letter => Assert.Equal(PackStatus.Installed, packs.StatusOf(letter, schema)));
    }

    [Theory]
    [InlineData("sqlite:///other.db", "SqliteLedgerStore")]
    [InlineData("Data Source=other.db", "SqliteLedgerStore")]
    [InlineData("postgresql://u:p@localhost/d", "PostgreSqlLedgerStore")]
    [InlineData("Host=localhost;Database=d", "PostgreSqlLedgerStore")]
    public async Task AddValhalla_DatabaseUrl_ChoosesTheStore(string url, string store)
    {
        await using var app = Build("Development", services => services.AddValhalla(), ("DATABASE_URL", url));

        Assert.Equal(store, app.Services.GetRequiredService<ILedgerStore>().GetType().Name);
        Assert.True(app.Services.GetRequiredService<GovernedEnvironment>().IsDatabaseExplicit);
    }

    [Theory]
    [InlineData("DATABASE_URL", "Valhalla:DatabaseUrl")]
    [InlineData("Valhalla:DatabaseUrl", "ConnectionStrings:Valhalla")]
    public async Task AddValhalla_SeveralSettings_TakesTheFirst(string winner, string loser)
    {
        await using var app = Build(
            "Development",
            services => services.AddValhalla(),
            (winner, "sqlite:///winner.db"),
            (loser, "sqlite:///loser.db"),
            ("Valhalla:DataDirectory", "sub/folder"));

        var expected = Path.Combine(_folder.FullName, "sub", "folder", "winner.db");
        Assert.Equal(expected, app.Services.GetRequiredService<DatabaseAddress>().File);
        Assert.True(Directory.Exists(Path.GetDirectoryName(expected)));
        Assert.Equal(
            Path.Combine(_folder.FullName, "sub", "folder", "valhalla-kill-switch.json"),
            app.Services.GetRequiredService<IOptions<GoLiveOptions>>().Value.LatchFile);
    }

    [Fact]
    public async Task AddValhalla_ConfigurationAddedAfterwards_IsSeen()
    {
        var builder = NewBuilder("Development");
        builder.Services.AddValhalla();
        builder.Configuration.AddInMemoryCollection([new("DATABASE_URL", "postgresql://u:p@localhost/d")]);
        await using var app = builder.Build();

        Assert.Equal("PostgreSqlLedgerStore", app.Services.GetRequiredService<ILedgerStore>().GetType().Name);
    }

    [Fact]
    public async Task AddValhalla_StoreChosenInCode_Wins()
    {
        await using var after = Build(
            "Development",
            services => services.AddValhalla(valhalla => valhalla.UseSqlite(PathOf("code.db"))),
            ("DATABASE_URL", "postgresql://u:p@localhost/d"));
        await using var before = Build(
            "Development",
            services =>
            {
                services.AddValhallaCore().UseSqlite(PathOf("code.db"));
                services.AddValhalla();
            },
            ("DATABASE_URL", "postgresql://u:p@localhost/d"));

        Assert.All([after, before], app =>
        {
            Assert.Equal("SqliteLedgerStore", app.Services.GetRequiredService<ILedgerStore>().GetType().Name);
            Assert.True(app.Services.GetRequiredService<GovernedEnvironment>().IsDatabaseExplicit);
        });
    }

    [Fact]
    public async Task AddValhalla_HostRegisteredService_Wins()
    {
        var mine = Substitute.For<IRiskGuard>();

        await using var app = Build("Development", services =>
        {
            services.AddSingleton(mine);
            services.AddValhalla();
        });

        Assert.Same(mine, app.Services.GetRequiredService<IRiskGuard>());
    }

    [Fact]
    public void AddValhalla_Twice_AddsNothing()
    {
        var services = new ServiceCollection();
        services.AddValhalla();
        var once = Count(services);

        services.AddValhalla();

        Assert.Equal(once, Count(services));
    }

    [Theory]
    [InlineData("Production", "sqlite:///named.db", SchemaMode.Validate)]
    [InlineData("Development", "sqlite:///named.db", SchemaMode.Auto)]
    public async Task Start_NamedDatabaseWithoutSchema_FollowsTheMode(string environment, string url, SchemaMode mode)
    {
        await using var app = Build(environment, services => services.AddValhalla(), ("DATABASE_URL", url));

        if (mode == SchemaMode.Auto)
        {
            await app.StartAsync();
            await app.StopAsync();
            return;
        }

        var error = await Assert.ThrowsAsync<ValhallaConfigurationException>(() => app.StartAsync());
        Assert.Equal("VG0701", error.Id);
    }

    [Theory]
    [InlineData("DATABASE_URL", "mysql://root@h/d", "VG0010")]
    [InlineData("Valhalla:Risk:TimeZone", "Mars/Olympus", "VG0202")]
    [InlineData("Valhalla:DataDirectory", "/dev/null/folder", "VG0013")]
    public async Task Start_WrongSetting_IsRefusedWithItsId(string name, string value, string id)
    {
        await using var app = Build("Development", services => services.AddValhalla(), (name, value));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.Contains(id + ": ", error.ToString(), StringComparison.Ordinal);
    }

    // Logging and options of the framework register themselves anew each time, and are not ours to count.
    private static string[] Count(IServiceCollection services) => [.. services
        .Where(service => service.ServiceType.FullName!.Contains("Valhalla", StringComparison.Ordinal)
            && !service.ServiceType.IsGenericType)
        .Select(service => service.ServiceType.FullName!)];

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private WebApplication Build(
        string environment, Action<IServiceCollection> configure, params (string Name, string Value)[] settings)
    {
        var builder = NewBuilder(environment);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        configure(builder.Services);
        return builder.Build();
    }

    private WebApplicationBuilder NewBuilder(string environment)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = _folder.FullName,
            Args = ["--urls", "http://127.0.0.1:0"],
        });

        // What the test run's own environment says about us must not matter.
        builder.Configuration.AddInMemoryCollection(
            [new("ENV", null), new("DATABASE_URL", null), new("GO_LIVE_ENFORCE", null)]);
        return builder;
    }
}
