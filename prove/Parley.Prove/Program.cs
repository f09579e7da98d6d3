using Parley.Prove;
using Parley.Prove.Audit;
using Parley.Prove.Durable;
using Parley.Prove.Once;
using Parley.Prove.Order;

return args switch
{
    ["durable", .. var rest] => await DurableProof.Run(Size.Parse(rest)),
    ["once", .. var rest] => await OnceProof.Run(Size.Parse(rest)),
    ["order", .. var rest] => await OrderProof.Run(Size.Parse(rest)),
    ["audit", .. var rest] => await AuditProof.Run(Size.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bin/prove durable|once|order|audit [--short|--full]");

    return 2;
}
