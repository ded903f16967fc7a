using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Operations.Tests.MarketPolicies;

/// <summary>Market policies over the in-memory stores and a clock that only the test moves.</summary>
public sealed class MarketPoliciesTests : IAsyncLifetime
{
    private static readonly ProvinceCode Ontario = new("ON");
    private static readonly ProvinceCode BritishColumbia = new("BC");
    private static readonly MarketName Toronto = new("TORONTO");
    private static readonly ChangeAuthor Ann = new("ann");

    // Wednesday, 12:00 in Toronto.
    private static readonly DateTimeOffset Noon = new(2026, 1, 14, 17, 0, 0, TimeSpan.Zero);

    private readonly IKpiEmitter _kpi = Substitute.For<IKpiEmitter>();
    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-market-").FullName;
    private readonly ServiceProvider _services;

    public MarketPoliciesTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Valhalla:GoLive:LatchFile", Path.Combine(_folder, "latch.json"))]).Build());
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton(_kpi);
        services.AddValhallaCore().AddValhallaOperations();
        _services = services.BuildServiceProvider();
    }

    private IMarketPolicies Markets => _services.GetRequiredService<IMarketPolicies>();

    [Fact]
    public async Task CanContact_SeededProvince_AllowedNow()
    {
        var result = await Markets.CanContactAsync(new ContactRequest(Ontario, ContactChannel.Sms));

        Assert.True(result.Ok);
        Assert.Null(result.NextAllowedAt);
        Assert.Equal(["America/Toronto", "America/Winnipeg", "America/Atikokan"], result.Effective.TimeZones);
        Assert.Equal("2026f", result.Effective.TimeZoneDataVersion);
    }

    [Fact]
    public async Task CanContact_SeveralReasons_ToldInTheirOrder()
    {
        await ChangeAsync(
            Ontario, c => c with { Enabled = false, Channels = [ContactChannel.Call], MinLeadScore = 50 });
        var night = new ContactRequest(Ontario, ContactChannel.Sms) { At = Noon.AddHours(12), LeadScore = 49 };

        var statuses = new List<ContactStatus> { (await Markets.CanContactAsync(night)).Status };
        await ChangeAsync(Ontario, c => c with { Enabled = true });
        statuses.Add((await Markets.CanContactAsync(night)).Status);
        statuses.Add((await Markets.CanContactAsync(night with { Channel = ContactChannel.Call })).Status);
        statuses.Add((await Markets.CanContactAsync(
            night with { Channel = ContactChannel.Call, LeadScore = null })).Status);
        statuses.Add((await Markets.CanContactAsync(
            night with { Channel = ContactChannel.Call, LeadScore = 50 })).Status);

        Assert.Equal(
            [
                ContactStatus.PolicyDisabled, ContactStatus.ChannelNotAllowed, ContactStatus.LeadScoreBelowMinimum,
                ContactStatus.LeadScoreBelowMinimum, ContactStatus.OutsideWindow,
            ],
            statuses);
    }

    [Theory]
    [InlineData("2026-01-14T13:59:59Z", ContactStatus.OutsideWindow, "2026-01-14T14:00:00Z")]
    [InlineData("2026-01-14T14:00:00Z", ContactStatus.Allowed, null)]
    [InlineData("2026-01-15T02:29:59Z", ContactStatus.Allowed, null)]
    [InlineData("2026-01-15T02:30:00Z", ContactStatus.OutsideWindow, "2026-01-15T14:00:00Z")]
    [InlineData("2026-01-17T03:00:00Z", ContactStatus.OutsideWindow, "2026-01-17T15:00:00Z")]
    [InlineData("2026-03-08T06:59:59Z", ContactStatus.OutsideWindow, "2026-03-08T14:00:00Z")]
    [InlineData("2026-11-01T05:30:00Z", ContactStatus.OutsideWindow, "2026-11-01T15:00:00Z")]
    public async Task CanContact_MarketWithItsZone_FollowsItsClock(string at, ContactStatus status, string? next)
    {
        await ChangeAsync(Ontario, c => c with { Market = Toronto, TimeZone = "America/Toronto" });

        var result = await Markets.CanContactAsync(
            new ContactRequest(Ontario, ContactChannel.Call) { Market = Toronto, At = Parse(at) });

        Assert.Equal((status, next is null ? null : Parse(next)), (result.Status, result.NextAllowedAt));
    }

    /// <summary>The example of docs/operations/market-policy.md.</summary>
    [Fact]
    public async Task CanContact_WorkedExample_IsWhatThePageSays()
    {
        var result = await Markets.CanContactAsync(new ContactRequest(Ontario, ContactChannel.Call)
        {
            Market = Toronto,
            At = Parse("2026-12-05T14:30:00Z"),
        });

        Assert.Equal(
            "OutsideWindow, not before 2026-12-05 15:00:00Z", $"{result.Status}, not before {result.NextAllowedAt:u}");
    }

    [Fact]
    public async Task CanContact_Answered_RecordsTheKpi()
    {
        await Markets.CanContactAsync(new ContactRequest(Ontario, ContactChannel.Sms));
        await Markets.CanContactAsync(new ContactRequest(Ontario, ContactChannel.Sms) { At = Noon.AddHours(12) });

        Assert.Equal([true, false], _kpi.ReceivedCalls()
            .Select(call => (KpiEvent)call.GetArguments()[0]!)
            .Select(e => e.Domain.Value == "MARKET_POLICY" && e.Metric.Value == "contact_check" ? e.Success : null));
    }

    [Fact]
    public async Task CanContact_SeveralZones_AllowedWhenTheLastOneOpens()
    {
        // 09:00 in Toronto is 08:00 in Winnipeg.
        var early = await Markets.CanContactAsync(
            new ContactRequest(Ontario, ContactChannel.Call) { At = Parse("2026-01-14T14:00:00Z") });

        Assert.Equal(
            (ContactStatus.OutsideWindow, Parse("2026-01-14T15:00:00Z")), (early.Status, early.NextAllowedAt));
    }

    [Fact]
    public async Task CanContact_GoodFridayInBritishColumbia_IsAHolidayUntilSaturday()
    {
        var request = new ContactRequest(BritishColumbia, ContactChannel.Sms) { At = Parse("2026-04-03T20:00:00Z") };

        var result = await Markets.CanContactAsync(request);
        var elsewhere = await Markets.CanContactAsync(request with { Province = new ProvinceCode("AB") });

        // Saturday from 10:00 in Vancouver, which is the last of the zones to open.
        Assert.Equal((ContactStatus.Holiday, Parse("2026-04-04T17:00:00Z")), (result.Status, result.NextAllowedAt));
        Assert.True(elsewhere.Ok);
    }

    [Theory]
    [InlineData(DayOfWeek.Wednesday, 9, 0, ContactStatus.Allowed, null)]
    [InlineData(DayOfWeek.Wednesday, 21, 30, ContactStatus.OutsideWindow, "2026-01-15T15:00:00Z")]
    [InlineData(DayOfWeek.Saturday, 9, 59, ContactStatus.OutsideWindow, "2026-01-17T16:00:00Z")]
    [InlineData(DayOfWeek.Sunday, 17, 59, ContactStatus.Allowed, null)]
    public async Task CanContact_RecipientsClock_NeedsNoZone(
        DayOfWeek weekday, int hour, int minute, ContactStatus status, string? next)
    {
        var result = await Markets.CanContactAsync(new ContactRequest(Ontario, ContactChannel.Sms)
        {
            RecipientTime = new RecipientTime(weekday, new TimeOnly(hour, minute)),
        });

        Assert.Equal((status, next is null ? null : Parse(next)), (result.Status, result.NextAllowedAt));
    }

    [Theory]
    [InlineData("monday=08:59-12:00")]
    [InlineData("friday=12:00-21:31")]
    [InlineData("saturday=09:00-12:00")]
    [InlineData("sunday=10:00-18:01")]
    [InlineData("")]
    public async Task Upsert_WindowsThatAreWiderOrNone_AreRefusedAndNothingIsStored(string windows)
    {
        var before = await Markets.GetPoliciesAsync();

        var error = await Assert.ThrowsAsync<PolicyValidationException>(() =>
            ChangeAsync(Ontario, c => c with { Windows = ContactWindows.Parse(windows) }));

        Assert.Equal("windows", error.Field);
        Assert.Equal(before, await Markets.GetPoliciesAsync());
        Assert.Empty(await _services.GetRequiredService<IAuditStore>().ReadAsync(0, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData("TORONTO", "America/Vancouver")]
    [InlineData("TORONTO", "Europe/Vienna")]
    [InlineData(null, "America/Toronto")]
    public async Task Upsert_ZoneThatIsNotTheMarkets_IsRefused(string? market, string zone)
    {
        var error = await Assert.ThrowsAsync<PolicyValidationException>(() => ChangeAsync(Ontario, c => c with
        {
            Market = market is null ? null : new MarketName(market),
            TimeZone = zone,
        }));

        Assert.Equal("time_zone", error.Field);
    }

    [Fact]
    public async Task Upsert_NewMarket_StartsAsACopyOfItsProvinceAndIsAudited()
    {
        await ChangeAsync(
            Ontario, c => c with { Windows = ContactWindows.Parse("monday=10:00-11:00"), MinLeadScore = 7 });

        var policy = await ChangeAsync(Ontario, c => c with { Market = Toronto, TimeZone = "America/Toronto" });
        var effective = await Markets.GetEffectiveAsync(Ontario, Toronto);
        var other = await Markets.GetEffectiveAsync(Ontario, new MarketName("OTTAWA"));

        Assert.Equal((1, 7, "monday=10:00-11:00"), (policy.Version, policy.MinLeadScore, policy.Windows.ToString()));
        Assert.Equal(Toronto, effective.Policy.Market);
        Assert.Equal(["America/Toronto"], effective.TimeZones);
        Assert.Null(other.Policy.Market);
        Assert.Equal(14, (await Markets.GetPoliciesAsync()).Count);
        var audit = await _services.GetRequiredService<IAuditStore>().ReadAsync(0, 10, CancellationToken.None);
        Assert.Equal(["ON", "ON/TORONTO"], audit.Select(record => record.Entry.Subject));
        Assert.All(audit, record => Assert.Equal("market_policy.upsert", record.Entry.Action));
    }

    [Fact]
    public async Task Upsert_RemoveTimeZone_TakesEveryZoneOfTheProvince()
    {
        await ChangeAsync(Ontario, c => c with { Market = Toronto, TimeZone = "America/Toronto" });

        await ChangeAsync(Ontario, c => c with { Market = Toronto, RemoveTimeZone = true });

        Assert.Equal(3, (await Markets.GetEffectiveAsync(Ontario, Toronto)).TimeZones.Count);
    }

    [Fact]
    public async Task CanContact_RequestOutOfRange_Throws()
    {
        var request = new ContactRequest(Ontario, ContactChannel.Sms);
        ContactRequest[] malformed =
        [
            request with { Province = default }, request with { Channel = (ContactChannel)7 },
            request with { LeadScore = 101 }, request with { At = DateTimeOffset.MaxValue },
            request with { At = Noon, RecipientTime = default(RecipientTime) },
        ];

        foreach (var one in malformed)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await Markets.CanContactAsync(one));
        }
    }

    [Fact]
    public async Task TimeZonesResolve_Installed_ShowsTheDataInUse()
    {
        var check = _services.GetServices<IRunbookCheck>().Single(c => c.Id == "time_zones_resolve");

        var outcome = await check.CheckAsync(CancellationToken.None);

        Assert.True(outcome.Ok, outcome.Message);
        var data = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(outcome.Detail!["data"]);
        Assert.Equal(("2026f", "system"), (data["market_policy"], data["risk"]));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<MarketPolicy> ChangeAsync(
        ProvinceCode province, Func<MarketPolicyChange, MarketPolicyChange> change) =>
        await Markets.UpsertPolicyAsync(change(new MarketPolicyChange(province, Ann)));
}
