DROP TABLE hub_figures;
