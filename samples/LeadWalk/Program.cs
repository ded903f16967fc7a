using System.Globalization;
using LeadWalk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SampleApi.Leads;
using Valhalla.Governance;

// dotnet run -c Release --project samples/LeadWalk -- [LEADS] [SEED]
// Ends with 1 if any contact fell outside the lawful hours.
if (args.Length > 2 || !TryRead(args, 0, 1_000, out var count) || !TryRead(args, 1, 1, out var seed))
{
    await Console.Error.WriteLineAsync("Usage: LeadWalk [LEADS, 1 to 100000] [SEED, 1 to 100000]");
    return 2;
}

// Over the change to daylight saving time on 8 March, which Saskatchewan and Yukon do not make.
var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
var clock = new SimulatedClock(start);
var folder = Directory.CreateTempSubdirectory("lead-walk-");
try
{
    var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
    {
        EnvironmentName = Environments.Development,
    });
    builder.Services.AddSingleton<TimeProvider>(clock);
    builder.Services.AddSingleton(clock);
    builder.Services.AddSingleton<ContactLog>();
    builder.Services.AddSingleton<ILeadChannel>(services => services.GetRequiredService<ContactLog>());
    builder.Services.AddSingleton<LeadFlow>();
    builder.Services.AddSingleton<Walk>();
    builder.Services.AddValhallaCore().AddValhallaOperations().UseSqlite(Path.Combine(folder.FullName, "walk.db"));
    using var host = builder.Build();
    await host.StartAsync();

    var random = new Random(seed);
    var walk = host.Services.GetRequiredService<Walk>();
    await walk.PrepareAsync(random, CancellationToken.None);
    var leads = Leads.Generate(count, start, random);
    await walk.RunAsync(leads, start, random, Console.Out, CancellationToken.None);
    await host.Services.GetRequiredService<IKpiEmitter>().FlushAsync();
    var lawful = await Summary.WriteAsync(host.Services, walk, Console.Out, CancellationToken.None);
    await host.StopAsync();
    return lawful ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}

static bool TryRead(string[] args, int index, int otherwise, out int value)
{
    value = otherwise;
    return index >= args.Length
        || (int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value is >= 1 and <= 100_000);
}
