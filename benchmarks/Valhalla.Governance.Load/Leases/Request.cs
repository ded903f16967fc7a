namespace Valhalla.Governance.Load.Leases;

internal readonly record struct Request(double At, long Amount);
