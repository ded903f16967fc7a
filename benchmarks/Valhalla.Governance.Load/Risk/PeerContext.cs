using Microsoft.EntityFrameworkCore;

namespace Valhalla.Governance.Load.Risk;

/// <summary>The tables of the ways that are not ours: as few columns as the work allows.</summary>
internal sealed class PeerContext(DbContextOptions<PeerContext> options) : DbContext(options)
{
    public DbSet<PeerPolicy> Policies => Set<PeerPolicy>();

    public DbSet<PeerLedger> Ledgers => Set<PeerLedger>();

    public DbSet<PeerEvent> Events => Set<PeerEvent>();

    public static async Task CreateAsync(DbContextOptions<PeerContext> options, RiskLoad load)
    {
        await using var context = new PeerContext(options);
        await context.Database.EnsureCreatedAsync();
        foreach (var engine in RiskLoad.Engines.Append(RiskLoad.Global))
        {
            context.Policies.Add(new PeerPolicy { Engine = engine, Enabled = true, MaxExposure = load.CapUnitsOf(engine) });
            context.Ledgers.Add(new PeerLedger { Engine = engine, Day = PeerLedger.Today });
        }

        await context.SaveChangesAsync();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PeerPolicy>(entity =>
        {
            entity.ToTable("policy").HasKey(row => row.Engine);
            entity.Property(row => row.Engine).HasColumnName("engine");
            entity.Property(row => row.Enabled).HasColumnName("enabled");
            entity.Property(row => row.MaxExposure).HasColumnName("max_exposure");
        });
        modelBuilder.Entity<PeerLedger>(entity =>
        {
            entity.ToTable("ledger").HasKey(row => new { row.Day, row.Engine });
            entity.Property(row => row.Day).HasColumnName("day");
            entity.Property(row => row.Engine).HasColumnName("engine");
            entity.Property(row => row.Exposure).HasColumnName("exposure");
            entity.Property(row => row.Reservations).HasColumnName("reservations");
            entity.Property(row => row.Denials).HasColumnName("denials");
        });
        modelBuilder.Entity<PeerEvent>(entity =>
        {
            entity.ToTable("event").HasKey(row => row.Id);
            entity.Property(row => row.Id).HasColumnName("id");
            entity.Property(row => row.Day).HasColumnName("day");
            entity.Property(row => row.Engine).HasColumnName("engine");
            entity.Property(row => row.Granted).HasColumnName("granted");
            entity.Property(row => row.Amount).HasColumnName("amount");
            entity.Property(row => row.Actor).HasColumnName("actor");
            entity.Property(row => row.RequestKey).HasColumnName("request_key");
            entity.Property(row => row.CreatedAt).HasColumnName("created_at");
            entity.HasIndex(row => row.RequestKey).IsUnique().HasFilter("request_key IS NOT NULL");
        });
    }
}
